"""What a query is taken for: numbers with their letters and signs, and questions without their words of asking."""

from pathlib import Path

import pytest

from tests.site.known_item import Indexed, asked, indexed
from tests.site.vaults import claim, write_vault

PLAIN = "Trees stand where they stood, and who knows why they fall or how fast."
NOTES = {
    "From oaks to elms": "Short.",
    "The way from oaks to elms and back": "From oaks to elms, from oaks to elms: oaks, elms, oaks, elms.",
    "Oaks, elms and much of oaks to elms": "From oaks to elms, from oaks to elms: oaks, elms, oaks, elms.",
    "Schools": "Of pre-schooling.",
    "Hopes": "The ministry settled it, studying whom it chose to stop.",
    "Fears": "A ministry settles all studies, and is stopping.",
    "Cards": "An H100 has FP8 and rents for $2.",
    "Runs": "A run is $100M, which is 100 million.",
    "Funds": "A fund has $300 million for 400M people.",
    "Crowds": "There were 100 people, 2 dogs, 8 cats and 9 hens; an INT8 too.",
    "Memory": "It holds 24GB.",
    "Room": "A room of 24 GB.",
    "Speed": "It is 10× as fast.",
    "Tongues": "They write C++ by day, C# by night, F# on Sundays and .NET at all times.",
    "Letters": "They write C by day, F by night, and cast a net.",
    "Trials": "An A/B test of I/O.",
    "Cheers": "A cake 🎂 for all ☀️.",
    "Powers": "A model named GPT-5 of 1e12 steps.",
    "Who pays": "Revenue pays for training in the end, and for nothing else that is worth a word here.",
    "Why": "Why do prices fall? Nobody knows.",
    "The price of oaks falls tenfold a year": "From sixty to six.",
    "The how and the why": "Empty.",
    **{f"Tree {number}": PLAIN for number in range(12)},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    folder = tmp_path_factory.mktemp("queries")
    files = {f"{title}.md": claim(title, text) for title, text in NOTES.items()}
    return indexed(write_vault(folder / "vault", files), folder / "site")


def found(site: Indexed, query: str) -> list[str]:
    """Return the titles of what a query finds, best first."""
    (pages,) = asked(site, [query], most=20, has_peer=False)["ours"]
    return [site.notes[page][0] for page in pages]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("H100", ["Cards"]),
        ("h100 ", ["Cards"]),
        ("$100M", ["Runs"]),
        ("100M ", ["Runs"]),
        ("$300M", ["Funds"]),
        ("$400M ", ["Funds"]),
        ("$2 ", ["Cards"]),
        ("FP8", ["Cards"]),
        ("INT8", ["Crowds"]),
        ("10x", ["Speed"]),
        ("C++", ["Tongues"]),
        ("c# ", ["Tongues"]),
        ("F#", ["Tongues"]),
        (".NET ", ["Tongues", "Letters"]),
        ("A/B ", ["Trials"]),
        ("i/o ", ["Trials"]),
        ("🎂", ["Cheers"]),
        ("☀", ["Cheers"]),
        ("10×", ["Speed"]),
        ("H1", ["Cards"]),
        ("1e9", []),
        ("8x", ["Tree 8", "Crowds", "Cards"]),
        ("8×", ["Tree 8", "Crowds", "Cards"]),
        ("ZQ2", []),
        ("24GB", ["Memory", "Room"]),
        ("24 GB", ["Room", "Memory"]),
    ],
)
def test_what_is_written_together_is_found_together(site: Indexed, query: str, titles: list[str]) -> None:
    assert found(site, query)[: len(titles) + 1] == titles


def test_a_whole_that_no_note_has_is_looked_for_by_its_parts(site: Indexed) -> None:
    assert found(site, "GPT5")[0] == "Powers"
    assert set(found(site, "B100 ")) == {"Runs", "Crowds", "Cards"}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("who pays for training", "Who pays"),
        ("How fast do prices fall?", "The price of oaks falls tenfold a year"),
        ("how fast will the price of oaks fall", "The price of oaks falls tenfold a year"),
        ("the how and the why", "The how and the why"),
    ],
)
def test_a_question_is_answered_by_what_it_asks_about(site: Indexed, query: str, first: str) -> None:
    assert found(site, query)[0] == first


def test_words_of_asking_are_no_part_of_a_question_that_has_others(site: Indexed) -> None:
    assert found(site, "who or why or how prices?") == found(site, "prices?")
    assert not [title for title in found(site, "how fast do prices go?") if title.startswith("Tree")]


def test_words_of_asking_are_looked_for_where_there_is_nothing_else(site: Indexed) -> None:
    assert len(found(site, "who knows why ")) > 12
    assert len(found(site, "why ")) > 12
    assert len(found(site, "why zyzzyva ")) > 12


def test_of_a_pasted_text_the_longest_words_are_looked_for_and_a_few_missing_ones_named(
    site: Indexed,
) -> None:
    pasted = " ".join(f"zq{letter}{other}" for letter in "abcdefgh" for other in "abcdefgh")
    answer = asked(site, [f"{pasted} revenue {pasted[::-1]}"], first=1, has_peer=False)
    assert [site.notes[page][0] for page in answer["ours"][0]] == ["Who pays"]
    (said,) = answer["said"]
    assert "“zqaa”, “zqab”, “zqac”, “zqad” and 19 more words" in said


def test_a_word_of_ten_thousand_letters_is_named_by_its_beginning(site: Indexed) -> None:
    (said,) = asked(site, ["x" * 10_000], first=1, has_peer=False)["said"]
    assert said == f"Nothing found; no note says “{'x' * 32}…”."


@pytest.mark.parametrize(
    "query", ['"From oaks to elms"', "from oaks, to elms", "FROM OAKS TO ELMS", "“From oaks to elms”"]
)
def test_a_title_is_first_however_it_is_quoted(site: Indexed, query: str) -> None:
    assert found(site, query)[0] == "From oaks to elms"


def test_a_title_that_has_the_words_of_a_query_as_they_stand_comes_before_others(site: Indexed) -> None:
    assert found(site, "to elms and ")[0] == "The way from oaks to elms and back"


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("settling ", {"Hopes", "Fears"}),
        ("settle ", {"Hopes", "Fears"}),
        ("study ", {"Hopes", "Fears"}),
        ("studied ", {"Hopes", "Fears"}),
        ("stopped ", {"Hopes", "Fears"}),
        ("ministries ", {"Hopes", "Fears"}),
    ],
)
def test_a_word_finds_its_other_forms(site: Indexed, query: str, titles: set[str]) -> None:
    assert set(found(site, query)) == titles


def test_a_note_that_has_the_word_itself_comes_before_one_with_another_form(site: Indexed) -> None:
    assert found(site, "settles ") == ["Fears", "Hopes"]
    assert found(site, "settled ") == ["Hopes", "Fears"]


def test_a_plural_is_found_in_the_shard_after_that_of_its_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("teleo.site.search_words.SHARD_SIZE", 1)
    files = {"One.md": claim("One", "A birch."), "Two.md": claim("Two", "Some birches and birchs.")}
    apart = indexed(write_vault(tmp_path / "vault", files), tmp_path / "site")
    assert set(found(apart, "birch ")) == {"One", "Two"}
    assert set(found(apart, "birchs ")) == {"One", "Two"}


@pytest.mark.parametrize("query", ["q", "<", "?"])
def test_what_is_no_word_yet_is_not_said_to_be_missing(site: Indexed, query: str) -> None:
    (said,) = asked(site, [query], first=1, has_peer=False)["said"]
    assert said == "Nothing found yet: type two letters or more."


def test_a_title_is_first_in_a_vault_whose_titles_come_in_shards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("teleo.site.search.MOST_TITLE_CHARACTERS", 10)
    files = {f"{title}.md": claim(title, text) for title, text in NOTES.items()}
    huge = indexed(write_vault(tmp_path / "vault", files), tmp_path / "site")
    assert found(huge, '"From oaks to elms"')[0] == "From oaks to elms"


def test_the_title_that_is_being_typed_is_first_whatever_else_begins_like_its_last_word(
    tmp_path: Path,
) -> None:
    others = [f"co{letter}{other}" for letter in "abcdef" for other in "abcdef"]
    files = {
        "Now oaks grow where corals die.md": claim("Now oaks grow where corals die", "Elms fall."),
        **{f"M {word}.md": claim(f"M {word}", f"Oaks grow beside {word}.") for word in others},
    }
    site = indexed(write_vault(tmp_path / "vault", files), tmp_path / "site")
    assert found(site, "grow oaks co")[0] == "Now oaks grow where corals die"


def test_what_notes_write_with_a_hyphen_is_found_written_as_one_word(site: Indexed) -> None:
    answer = asked(site, ["preschooling "], first=1, has_peer=False)
    assert [site.notes[page][0] for page in answer["ours"][0]] == ["Schools"]
    assert "no note says “preschooling”, so this looks for “pre schooling”" in answer["said"][0]


def test_a_slip_at_the_beginning_of_a_word_of_one_note_is_corrected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("teleo.site.search_words.SHARD_SIZE", 1)
    files = {"One.md": claim("One", "Symbolically."), "Two.md": claim("Two", "Oaks and birches.")}
    apart = indexed(write_vault(tmp_path / "vault", files), tmp_path / "site")
    assert found(apart, "ymbolically ") == ["One"]

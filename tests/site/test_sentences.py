import pytest

from teleo.config import Config
from teleo.site.sentences import LONGEST_SIDE, Mention, field_words, mention, opening, shown_links, unmarked
from teleo.vault.reader import read_note


def _mention(body: str) -> Mention:
    note = read_note("a.md", f"---\ntype: claim\n---\n{body}".encode(), Config())
    return mention(note, note.links[0])


def test_the_sentence_around_a_link_is_cut_from_its_paragraph() -> None:
    said = _mention("First one. **Rings** tell that [[Oaks|the oak]] is old. Last one.\n\nOther paragraph.")
    assert said == Mention("Rings tell that ", "the oak", " is old.")


def test_other_links_of_the_sentence_are_words() -> None:
    said = _mention("Against [[Oaks]] stand [[Birches|birches]] and [ash](https://example.org).")
    assert said == Mention("Against ", "Oaks", " stand birches and ash.")


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        ("With x <5 and y >3, 2 * 3 * 4 ", "With x <5 and y >3, 2 * 3 * 4 "),
        ("As <https://a.b> and <b>bold</b> say ", "As <https://a.b> and bold say "),
        ("See [![a fox](fox.png)](https://a.b), *old* and _so_ ", "See a fox, old and so "),
        ("Very *", "Very "),
        ("It is ==old== and ==", "It is old and "),
        ("Where a == b, a==b and x=== ", "Where a == b, a==b and x=== "),
        ("> [!note]- With ", "With "),
        ("> [!tip|wide]+ Far\n> off ", "Far off "),
    ],
)
def test_a_sentence_loses_its_marks_and_keeps_its_signs(before: str, shown: str) -> None:
    note = read_note("a.md", f"---\ntype: claim\n---\n{before}[[Oaks]]".encode(), Config())
    oaks = next(link for link in note.links if link.target == "Oaks")
    assert mention(note, oaks).before == shown


def test_an_address_with_brackets_is_no_part_of_a_sentence() -> None:
    assert field_words("See [oaks](https://a.b/Oak_(tree)) first") == "See oaks first"


@pytest.mark.parametrize("opened", ["[[oaks", "[[oaks|", "[oaks](", "[oaks](<", "![[", "[oaks](a(b"])
def test_thousands_of_links_that_do_not_end_are_read_in_linear_time(opened: str) -> None:
    assert field_words(opened * 40_000) == opened * 40_000


def test_a_comment_is_no_part_of_a_sentence() -> None:
    said = _mention("As %% or not %% in [[Oaks]] <!-- a\nb --> stand. 5%% of 6%%.")
    assert said == Mention("As in ", "Oaks", " stand.")


def test_a_comment_of_any_length_stands_between_a_link_and_its_sentence() -> None:
    hidden = "%% " + "hidden " * 300 + "%%"
    said = _mention(f"Rings tell {hidden} that [[Oaks]] are {hidden} old. Last one.")
    assert said == Mention("Rings tell that ", "Oaks", " are old.")
    unclosed = _mention("Rings tell %% that [[Oaks]] are old.")
    assert unclosed == Mention("Rings tell %% that ", "Oaks", " are old.")


def test_a_mention_is_without_names_of_blocks_and_widths_of_pictures() -> None:
    assert _mention("Old are [[Oaks#^age]]. ^old") == Mention("Old are ", "Oaks: age", ".")
    assert _mention("[[Oaks]] ![[oaks.png|200]] ![a leaf|20x30](leaf.png) ![9](b.png)").after == " a leaf"


def test_a_link_in_a_comment_mentions_nothing() -> None:
    body = b"[[One]] %% [[Two]]\n\n[[Three]] %% [[Four]] `%%` [[Five]] `%%` [[Six]] %% [[Seven]] <!-- [[Eight]] -->"
    shown = [link.target for link in shown_links(read_note("a.md", body, Config()))]
    assert shown == ["One", "Four", "Five", "Six", "Seven"]


def test_code_that_names_the_sign_of_a_comment_begins_none() -> None:
    assert _mention("The `%%` and `%%` of [[Oaks]].").before == "The %% and %% of "


def test_the_first_words_of_a_text_are_none_of_its_comments() -> None:
    body = f"%%\n{'hidden ' * 200}\n\n%%\n<!--\nhidden\n-->\nA ` sign.\n\n%% hidden %% Another ` sign."
    assert opening(read_note("a.md", body.encode(), Config())) == "A sign. Another sign."


def test_a_long_sentence_is_cut_at_a_word() -> None:
    said = _mention("word " * 200 + "[[Oaks]]" + " word" * 200)
    assert said.before.startswith("… word")
    assert said.after.endswith("word …")
    assert len(said.before) <= LONGEST_SIDE + 2


def test_an_entry_of_a_list_is_its_own_sentence() -> None:
    assert _mention("- other\n- [[Oaks]] — grow slowly\n- third") == Mention("", "Oaks", " — grow slowly")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("explains *why* the two are one", "explains why the two are one"),
        ("**strong**, __too__, `code` and ***all***", "strong, too, code and all"),
        ("a * b * c, snake_case_name, 5 < 6 and 7 > 4", "a * b * c, snake_case_name, 5 < 6 and 7 > 4"),
        ("*lone and 2*3*4", "*lone and 2*3*4"),
    ],
)
def test_a_reason_loses_the_marks_of_emphasis_and_nothing_else(text: str, shown: str) -> None:
    assert unmarked(text) == shown


def test_a_reason_of_nothing_but_marks_ends() -> None:
    assert len(unmarked(" *a" * 100_000)) == 300_000


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("# Oaks\n\nThey **grow**\nslowly, see [[Rings|the rings]].\n", "They grow slowly, see the rings."),
        ("# Oaks\n\n## Why\n\n- [[Rings]] tell\n", "Rings tell"),
        ("| a | b |\n|---|---|\n\n```\ncode\n```\nText.", "code Text."),
        ("# Oaks\n\n---\n", ""),
        ("They are 3 m ^2\nhigh. ^height\n\n^rings\n\nEnd. ^end\n", "They are 3 m ^2 high. End."),
        ("", ""),
    ],
)
def test_a_text_opens_with_its_first_words(body: str, words: str) -> None:
    assert opening(read_note("a.md", f"---\ntype: claim\n---\n{body}".encode(), Config())) == words


def test_a_long_opening_is_cut_at_a_word() -> None:
    said = opening(read_note("a.md", f"---\ntype: claim\n---\n{'word ' * 900}".encode(), Config()))
    assert said.endswith("word …")
    assert len(said) <= LONGEST_SIDE + 2

"""The note whose title is being typed is found, whether titles come with the index or in shards."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.site.known_item import Indexed, asked, indexed, shares
from tests.site.realistic import realistic_vault
from tests.site.vaults import claim, write_vault

NOTES = 1000
QUERIES = 60
PLAIN = "Nothing of what is asked."


@pytest.fixture(scope="module", params=["at once", "in shards"])
def titles_come(request: pytest.FixtureRequest) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "in shards":
            patch.setattr("teleo.site.search.MOST_TITLE_CHARACTERS", 10)
        yield request.param


@pytest.fixture(scope="module")
def site(titles_come: str, tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    folder = tmp_path_factory.mktemp("typed")
    return indexed(write_vault(folder / "vault", realistic_vault(NOTES)), folder / "site")


def _typed(site: Indexed, count: int, *, is_inside: bool) -> list[tuple[str, str]]:
    """Return so many words from titles, the last cut short, each with the page that has them in its title."""
    random, found = Random(5), []
    for page in random.sample(sorted(site.notes), len(site.notes)):
        words = site.notes[page][0].split()
        start = random.randrange(1, 4) if is_inside else 0
        some = words[start : start + count]
        if len(some) == count and len(some[-1]) > 3:
            some[-1] = some[-1][: max(2, round(len(some[-1]) * 0.6))]
            found.append((" ".join(some), page))
    return found[:QUERIES]


@pytest.mark.parametrize(
    ("count", "is_inside", "least"), [(2, False, 0.98), (3, False, 1), (2, True, 0.95), (3, True, 0.98)]
)
def test_a_title_that_is_being_typed_is_among_the_first_ten(
    site: Indexed, count: int, is_inside: bool, least: float
) -> None:
    queries = _typed(site, count, is_inside=is_inside)
    wanted = [page for _, page in queries]
    assert len(queries) == QUERIES
    found = asked(site, [query for query, _ in queries], first=3)
    among, best = shares(found["ours"], wanted)
    peer_among, peer_best = shares(found["peers"], wanted)
    assert among >= max(least, peer_among)
    assert best >= peer_best
    assert max(found["bytes"]) < 150_000


@pytest.fixture(scope="module")
def small(titles_come: str, tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    folder = tmp_path_factory.mktemp("small")
    titles = ["Oaks", *(f"Oaks {number} outlive what birches say" for number in range(30))]
    titles += [
        "The price of a theory",
        "Prices of the elms and the oaks",
        *(f"C++ is {number}" for number in range(3)),
    ]
    files = {f"{title}.md": claim(title, PLAIN) for title in titles}
    files |= {
        f"{name}.md": claim(name, "Oaks, prices, birches and theories. " * 9) for name in ("Ash", "Beech")
    }
    return indexed(write_vault(folder / "vault", files), folder / "site")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("oaks", "Oaks"),
        ("oaks 17 out", "Oaks 17 outlive what birches say"),
        ("17 outlive", "Oaks 17 outlive what birches say"),
        ("17 birches oaks", "Oaks 17 outlive what birches say"),
        ("price of a th", "The price of a theory"),
        ("prices of th", "Prices of the elms and the oaks"),
        ("prices of the el", "Prices of the elms and the oaks"),
        ("c++ is 2", "C++ is 2"),
    ],
)
def test_the_title_that_is_meant_comes_first(small: Indexed, query: str, title: str) -> None:
    (pages,) = asked(small, [query], has_peer=False)["ours"]
    assert site_title(small, pages[0]) == title


def site_title(site: Indexed, page: str) -> str:
    """Return the title of the note of a page."""
    return site.notes[page][0]


def test_words_that_all_notes_have_are_found_in_titles(titles_come: str, tmp_path: Path) -> None:
    files = {f"Trees {number}.md": claim(f"Trees {number}", "All of mosses.") for number in range(60)}
    files["Old mosses.md"] = claim("Old mosses", "All of trees.")
    files["Mosses of old.md"] = claim("Mosses of old", "All of trees.")
    site = indexed(write_vault(tmp_path / "vault", files), tmp_path / "site")
    (pages,) = asked(site, ["mosses "], has_peer=False)["ours"]
    assert [site_title(site, page) for page in pages] == ["Mosses of old", "Old mosses"]

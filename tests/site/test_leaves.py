"""A long list comes in parts that hold every row once, in order, and lead from one to the next."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from teleo.site.pages import challenges, duels, listings
from teleo.site.pages import leaves as module
from teleo.site.pages.leaves import leaves
from tests.site.vaults import build, claim, write_vault


class Shelf(Struct, frozen=True):
    word: str
    rows: tuple[str, ...]


@given(st.lists(st.integers(0, 12), max_size=6), st.integers(1, 9))
def test_every_row_stands_once_under_its_heading_in_order(sizes: list[int], most: int) -> None:
    shelves = [Shelf(str(n), tuple(f"{n}-{row}" for row in range(size))) for n, size in enumerate(sizes)]
    parts = list(leaves("a/index.html", shelves, most))
    assert [row for _, part in parts for shelf in part for row in shelf.rows] == [
        row for shelf in shelves for row in shelf.rows
    ]
    assert all(row.startswith(f"{shelf.word}-") for _, part in parts for shelf in part for row in shelf.rows)
    assert all(sum(len(shelf.rows) for shelf in part) <= most for _, part in parts)
    assert {shelf.word for _, part in parts for shelf in part} == {shelf.word for shelf in shelves}


def test_parts_lead_to_each_other() -> None:
    parts = [leaf for leaf, _ in leaves("a/index.html", [Shelf("s", tuple("abcde"))], 2)]
    assert [leaf.page for leaf in parts] == ["a/index.html", "a/2/index.html", "a/3/index.html"]
    assert [leaf.after for leaf in parts] == ["a/2/index.html", "a/3/index.html", ""]
    assert [leaf.before for leaf in parts] == ["", "a/index.html", "a/2/index.html"]
    assert [leaf.titled("A") for leaf in parts] == ["A", "A, page 2 of 3", "A, page 3 of 3"]


def test_a_list_of_one_part_says_nothing_of_parts() -> None:
    ((leaf, part),) = leaves("a/index.html", [Shelf("s", ("a",))], 2)
    assert (leaf.said, leaf.before, leaf.after) == ("", "", "")
    assert part == [Shelf("s", ("a",))]


def test_a_domain_of_many_notes_is_walked_from_part_to_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"Tree {n:02}.md": claim(f"Tree {n:02}", challenged_by='["It may fall"]') for n in range(25)}
    monkeypatch.setattr(challenges, "MOST_CHALLENGES", 10)
    monkeypatch.setattr(listings, "leaves", lambda path, shelves: module.leaves(path, shelves, 10))
    build(write_vault(tmp_path / "vault", files), tmp_path / "site")
    (domain,) = (tmp_path / "site/d").iterdir()
    for folder in (domain, tmp_path / "site/challenges"):
        seen, page = [], folder / "index.html"
        while page:
            text = page.read_text(encoding="utf-8")
            seen += [n for n in range(25) if f'<span class="lead">Tree {n:02}</span>' in text]
            after = text.partition('rel="next" href="')[2].partition('"')[0]
            page = (page.parent / after).resolve() if after else None  # type: ignore[assignment]
        assert seen == list(range(25))


def test_the_challenges_to_one_note_go_on_on_the_next_page_below_its_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [f"Storm {n} fells it" for n in range(7)]
    files = {"Oaks.md": claim("Oaks", challenged_by=str(words), responses='["Storm 6 fells it not"]')}
    monkeypatch.setattr(challenges, "MOST_CHALLENGES", 3)
    build(write_vault(tmp_path / "vault", files), tmp_path / "site")
    folder = tmp_path / "site/challenges"
    pages = [
        (folder / name).read_text(encoding="utf-8") for name in ("index.html", "2/index.html", "3/index.html")
    ]
    shown = [[word for word in words if word in page] for page in pages]
    assert shown == [words[:3], words[3:6], words[6:]]
    assert [page.count('<span class="lead">Oaks</span>') for page in pages] == [1, 1, 1]
    assert [page.count('Unanswered <span class="count">6</span>') for page in pages] == [1, 1, 0]


def test_pairs_that_contradict_each_other_are_walked_from_part_to_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"Tree {n}.md": claim(f"Tree {n}", contradicts=f"[Tree {(n + 1) % 7}]") for n in range(7)}
    number = "{{a: {{calc: given, var: v, scope: all, as_of: 2026, stated: {}%}}}}"
    files |= {f"Part {n}.md": claim(f"Part {n}", quantities=number.format(10 * n)) for n in (1, 5)}
    monkeypatch.setattr(duels, "MOST_PAIRS", 3)
    build(write_vault(tmp_path / "vault", files), tmp_path / "site")
    folder = tmp_path / "site/contradictions"
    pages = [
        (folder / name).read_text(encoding="utf-8") for name in ("index.html", "2/index.html", "3/index.html")
    ]
    assert [page.count('<div class="duel">') for page in pages] == [3, 3, 2]
    assert ["Numbers that collide" in page for page in pages] == [True, False, False]
    assert ['each other <span class="count">7</span>' in page for page in pages] == [True, True, True]

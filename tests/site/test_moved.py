"""The address of a note's page leads to the note for good, whatever gave it another."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.repository import Repository, claim_text, repository
from tests.site.vaults import build

BODY = "Rings tell how long a tree has lived. " * 12


def _oaks(heading: str = "Oaks", **fields: object) -> str:
    return claim_text(heading, "likely", BODY, **fields)


def _pages(folder: Path) -> dict[str, str]:
    """Return the pages that stand for the oaks, by their addresses, without those of the vault's other lists."""
    found = {
        page.parent.relative_to(folder).as_posix(): page.read_text() for page in folder.rglob("index.html")
    }
    return {
        path: text for path, text in found.items() if "Rings tell" in text or 'http-equiv="refresh' in text
    }


def _moved(tmp_path: Path, *states: Mapping[str, str | None]) -> tuple[list[str], dict[str, str]]:
    """Return where a note's page stood after each commit, and all of its pages after the last."""
    made = repository(tmp_path / "vault")
    stood = []
    for number, files in enumerate(states):
        made.commit(f"state {number}", files, f"2026-03-0{number + 1}")
        build(made.folder, tmp_path / f"site{number}")
        stood += [path for path, text in _pages(tmp_path / f"site{number}").items() if "Rings tell" in text]
    return stood, _pages(tmp_path / f"site{len(states) - 1}")


RENAMED = (
    {"Oaks.md": _oaks(title="Oaks live long")},
    {"Oaks.md": None, "Trees.md": _oaks(title="Oaks live long")},
)


@pytest.mark.parametrize(
    "states",
    [
        RENAMED,
        (
            {"Oaks.md": _oaks(title="Oaks live long")},
            {"Oaks.md": None, "Trees.md": _oaks(title="Oaks outlive us")},
        ),
        (
            {"Oaks.md": _oaks(permalink="old/oaks")},
            {"Oaks.md": None, "Trees.md": _oaks(permalink="new-oaks")},
        ),
        ({"Oaks.md": _oaks()}, {"Oaks.md": _oaks(title="Oaks live long")}),
        ({"Oaks.md": _oaks(title="Oaks live long")}, {"Oaks.md": _oaks(title="Oaks outlive us")}),
        ({"Oaks.md": _oaks()}, {"Oaks.md": _oaks(permalink="oaks")}),
        ({"Oaks.md": _oaks(permalink="oaks")}, {"Oaks.md": _oaks()}),
        ({"Oaks.md": _oaks()}, {"Oaks.md": _oaks().replace("type: claim", "type: question")}),
        ({"_oaks.md": _oaks("Oaks")}, {"_oaks.md": _oaks("Oaks live long")}),
        ({"oaks-live.md": _oaks("Oaks live")}, {"oaks-live.md": None, "Oaks live!.md": _oaks("Oaks live")}),
        ({"Oaks.md": _oaks()}, {"Oaks.md": None, "a/_map.md": _oaks(title="Oaks")}),
    ],
)
def test_an_old_address_leads_to_the_page_of_today(
    tmp_path: Path, states: tuple[Mapping[str, str | None], ...]
) -> None:
    (old, new), pages = _moved(tmp_path, *states)
    assert old != new
    assert sorted(pages) == sorted((old, new))
    assert f"url={'../' * (old.count('/') + 1)}{new}/" in pages[old]
    assert "Rings tell" in pages[new]


def test_every_address_of_a_note_leads_to_it(tmp_path: Path) -> None:
    stood, pages = _moved(
        tmp_path,
        {"Oaks.md": _oaks(title="Oaks live long")},
        {"Oaks.md": _oaks(title="Oaks outlive us")},
        {"Oaks.md": None, "Trees.md": _oaks(title="Oaks outlive us")},
        {"Trees.md": _oaks(title="Oaks outlive us", permalink="oaks")},
    )
    assert len(set(stood)) == 4
    assert sorted(pages) == sorted(stood)


def test_a_head_in_another_order_and_a_changed_body_move_nothing(tmp_path: Path) -> None:
    made = repository(tmp_path / "vault")
    made.commit("one", {"Oaks.md": _oaks(title="Long", permalink="oaks")})
    made.commit("two", {"Oaks.md": _oaks(permalink="oaks", title="Long") + "\nMore.\n"})
    build(made.folder, tmp_path / "site")
    assert list(_pages(tmp_path / "site")) == ["oaks"]


def test_the_address_that_another_note_took_is_that_notes(tmp_path: Path) -> None:
    _, pages = _moved(
        tmp_path,
        {"Oaks.md": _oaks(permalink="oaks")},
        {
            "Oaks.md": _oaks(permalink="trees"),
            "Elms.md": claim_text("Elms", body="Of elms.", permalink="oaks"),
        },
    )
    assert list(pages) == ["trees"]
    assert "Of elms." in (tmp_path / "site1/oaks/index.html").read_text()


def test_what_a_draft_was_called_is_not_told(tmp_path: Path) -> None:
    made = _drafted(tmp_path)
    build(made.folder, tmp_path / "site")
    assert not [path for path in (tmp_path / "site").rglob("*") if "secret" in path.as_posix()]


def _drafted(tmp_path: Path) -> Repository:
    made = repository(tmp_path / "vault")
    made.commit("draft", {"Secret.md": _oaks(title="A secret", draft="true")})
    made.commit("publish", {"Secret.md": None, "Oaks.md": _oaks(title="Oaks")})
    return made


def test_a_redirect_stands_in_a_site_that_is_built_again(tmp_path: Path) -> None:
    made = repository(tmp_path / "vault")
    for number, files in enumerate(RENAMED):
        made.commit(f"state {number}", files)
        build(made.folder, tmp_path / "site")
    assert len(_pages(tmp_path / "site")) == 2

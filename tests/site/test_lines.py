"""A note's history over branches: whatever it is named on each line, what was done to it is told of it, and no more."""

from pathlib import Path

from teleo.config import Config
from teleo.site.history import History, read_history
from teleo.vault.reader import read_vault
from tests.repository import Repository, claim_text, repository

BODY = "Rings tell how long a tree has lived. " * 12
OTHER = "Of quite another matter this file speaks, in words of its own. " * 8


def _oaks(rating: str = "likely") -> str:
    return claim_text("Oaks", rating, BODY)


def _planted(folder: Path) -> Repository:
    made = repository(folder)
    made.commit("plant", {"Oaks.md": _oaks(), "Elms.md": claim_text("Elms", body=OTHER)}, "2026-01-01")
    made.git("branch", "side")
    return made


def _joined(made: Repository, side: str = "side", date: str = "2026-06-01") -> None:
    made.git("merge", "-q", "--no-ff", "-m", "join", side, date=date)


def _history(folder: Path) -> History:
    return read_history(read_vault(folder, Config()))


def _deeds(history: History, path: str) -> list[str]:
    return [f"{deed.date} {deed.word}: {deed.subject}" for deed in history.pasts[path].deeds]


def _ratings(history: History, path: str) -> list[tuple[str, str]]:
    return [(one.date, one.word) for one in history.pasts[path].ratings]


def test_a_rating_is_told_of_a_note_that_a_branch_renamed_meanwhile(tmp_path: Path) -> None:
    made = _planted(tmp_path)
    made.commit("doubt", {"Oaks.md": _oaks("experimental")}, "2026-01-15")
    made.git("checkout", "-q", "side")
    made.commit("rename", {"Oaks.md": None, "Old oaks.md": _oaks()}, "2026-02-01")
    made.git("checkout", "-q", "main")
    made.commit("prove", {"Oaks.md": _oaks("proven")}, "2026-03-01")
    _joined(made)
    history = _history(tmp_path)
    assert _ratings(history, "Old oaks.md") == [
        ("2026-01-01", "likely"),
        ("2026-01-15", "experimental"),
        ("2026-03-01", "proven"),
    ]
    assert _deeds(history, "Old oaks.md") == [
        "2026-03-01 changed: prove",
        "2026-02-01 renamed: rename",
        "2026-01-15 changed: doubt",
        "2026-01-01 added: plant",
    ]
    (address,) = history.pasts["Old oaks.md"].addresses
    assert address.startswith("c/oaks-")


def test_a_rating_on_a_branch_is_told_of_a_note_that_was_renamed_meanwhile(tmp_path: Path) -> None:
    made = _planted(tmp_path)
    made.commit("rename", {"Oaks.md": None, "Old oaks.md": _oaks()}, "2026-02-01")
    made.git("checkout", "-q", "side")
    made.commit("doubt", {"Oaks.md": _oaks("experimental")}, "2026-01-15")
    made.commit("prove", {"Oaks.md": _oaks("proven")}, "2026-03-01")
    made.git("checkout", "-q", "main")
    _joined(made)
    history = _history(tmp_path)
    assert [word for _, word in _ratings(history, "Old oaks.md")] == ["likely", "experimental", "proven"]
    assert [deed.partition(": ")[2] for deed in _deeds(history, "Old oaks.md")] == [
        "prove",
        "rename",
        "doubt",
        "plant",
    ]


def test_what_a_line_did_to_an_older_bearer_of_a_name_is_not_told_of_the_newer(tmp_path: Path) -> None:
    made = _planted(tmp_path)
    made.commit("rename", {"Oaks.md": None, "Old oaks.md": _oaks()}, "2026-02-01")
    made.commit("anew", {"Oaks.md": claim_text("Oaks", "proven", OTHER * 2)}, "2026-02-02")
    made.git("checkout", "-q", "side")
    made.commit("doubt", {"Oaks.md": _oaks("experimental")}, "2026-03-01")
    made.git("checkout", "-q", "main")
    # That git joins the two files of one name by their contents is no part of what is held here.
    made.git("merge", "-q", "--no-commit", "-s", "ours", "side")
    made.commit("join", {"Old oaks.md": _oaks("experimental")}, "2026-04-01")
    history = _history(tmp_path)
    assert _deeds(history, "Oaks.md") == ["2026-02-02 added: anew"]
    assert _ratings(history, "Oaks.md") == [("2026-02-02", "proven")]
    assert [word for _, word in _ratings(history, "Old oaks.md")] == ["likely", "experimental"]


def test_a_note_that_two_lines_added_at_one_path_is_one(tmp_path: Path) -> None:
    made = _planted(tmp_path)
    made.git("checkout", "-q", "side")
    made.commit("draft", {"Ash.md": claim_text("Ash", "speculative")}, "2026-02-01")
    made.commit("judge", {"Ash.md": claim_text("Ash", "likely")}, "2026-02-02")
    made.git("checkout", "-q", "main")
    made.commit("squash", {"Ash.md": claim_text("Ash", "likely")}, "2026-02-03")
    _joined(made)
    made.commit("prove", {"Ash.md": claim_text("Ash", "proven")}, "2026-07-01")
    history = _history(tmp_path)
    assert [deed.split(": ")[1] for deed in _deeds(history, "Ash.md")] == [
        "prove",
        "squash",
        "judge",
        "draft",
    ]
    assert [word for _, word in _ratings(history, "Ash.md")] == ["speculative", "likely", "proven"]


def test_a_note_that_a_line_put_in_the_place_of_another_has_a_past_of_its_own(tmp_path: Path) -> None:
    made = _planted(tmp_path)
    made.commit("more", {"Elms.md": claim_text("Elms", body=OTHER * 2)}, "2026-01-10")
    made.git("checkout", "-q", "side")
    made.commit("fell", {"Oaks.md": None}, "2026-02-01")
    made.commit("anew", {"Oaks.md": claim_text("Oaks", "proven", "Of quite other oaks.")}, "2026-02-02")
    made.git("checkout", "-q", "main")
    _joined(made)
    history = _history(tmp_path)
    assert _deeds(history, "Oaks.md") == ["2026-02-02 added: anew"]
    assert [word for _, word in _ratings(history, "Oaks.md")] == ["proven"]
    assert _deeds(history, "Elms.md") == ["2026-01-10 changed: more", "2026-01-01 added: plant"]


def test_a_line_moved_a_note_and_put_another_in_its_place(tmp_path: Path) -> None:
    made = _planted(tmp_path)
    made.git("checkout", "-q", "side")
    made.commit("rename", {"Oaks.md": None, "Old oaks.md": _oaks()}, "2026-02-01")
    made.commit("anew", {"Oaks.md": claim_text("Oaks", "proven", "Of quite other oaks.")}, "2026-02-02")
    made.git("checkout", "-q", "main")
    made.commit("more", {"Elms.md": claim_text("Elms", body=OTHER * 2)}, "2026-01-10")
    _joined(made)
    history = _history(tmp_path)
    assert _deeds(history, "Oaks.md") == ["2026-02-02 added: anew"]
    assert _deeds(history, "Old oaks.md") == ["2026-02-01 renamed: rename", "2026-01-01 added: plant"]


def test_lines_are_followed_through_commits_that_left_the_vault_alone(tmp_path: Path) -> None:
    made = repository(tmp_path)
    made.commit("plant", {"v/Oaks.md": _oaks()}, "2026-01-01")
    made.commit("code", {"x.py": "1"}, "2026-01-02")
    made.git("checkout", "-q", "-b", "side")
    made.commit("code", {"y.py": "1"}, "2026-01-03")
    made.commit("doubt", {"v/Oaks.md": _oaks("experimental")}, "2026-01-04")
    made.git("checkout", "-q", "main")
    made.commit("code", {"x.py": "2"}, "2026-01-05")
    made.commit("rename", {"v/Oaks.md": None, "v/Old oaks.md": _oaks()}, "2026-01-03")
    _joined(made)
    made.git("checkout", "-q", "-b", "code")
    made.commit("code", {"x.py": "3"}, "2026-06-02")
    made.git("checkout", "-q", "main")
    made.commit("code", {"y.py": "3"}, "2026-06-02")
    _joined(made, "code", "2026-06-03")
    history = _history(tmp_path / "v")
    assert _deeds(history, "Old oaks.md") == [
        "2026-01-04 changed: doubt",
        "2026-01-03 renamed: rename",
        "2026-01-01 added: plant",
    ]


def test_a_clock_that_ran_late_does_not_part_a_note_from_its_past(tmp_path: Path) -> None:
    made = _planted(tmp_path)
    made.commit("doubt", {"Oaks.md": _oaks("experimental")}, "2026-03-01")
    made.git("checkout", "-q", "side")
    made.commit("rename", {"Oaks.md": None, "Old oaks.md": _oaks()}, "2025-12-01")
    made.git("checkout", "-q", "main")
    _joined(made, date="2025-12-02")
    assert {deed.partition(": ")[2] for deed in _deeds(_history(tmp_path), "Old oaks.md")} == {
        "rename",
        "doubt",
        "plant",
    }


def test_a_rating_that_was_only_written_otherwise_is_not_given_again(tmp_path: Path) -> None:
    made = _planted(tmp_path)
    made.commit("prove", {"Oaks.md": _oaks("proven")}, "2026-02-01")
    made.git("checkout", "-q", "side")
    made.commit("quote", {"Oaks.md": _oaks('"likely"')}, "2026-03-01")
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--no-commit", "-s", "ours", "side")
    made.commit("join", {}, "2026-04-01")
    assert [word for _, word in _ratings(_history(tmp_path), "Oaks.md")] == ["likely", "proven"]

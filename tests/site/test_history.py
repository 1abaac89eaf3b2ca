from pathlib import Path

import pytest

from teleo.config import Config
from teleo.site.history import read_history
from teleo.vault.reader import read_vault
from tests.site.kinds import commit, git
from tests.site.vaults import build, claim, page_of, write_vault


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A claim, rated higher a week later, then renamed; and one that is gone."""
    root = write_vault(
        tmp_path / "vault",
        {
            "Oaks live long.md": claim("Oaks live long", "Rings tell. " * 20, "speculative"),
            "Gone.md": claim("Gone"),
        },
    )
    git(root, "init", "-q", "-b", "main")
    commit(root, "2026-03-02", "plant oaks")
    note = root / "Oaks live long.md"
    note.write_text(note.read_text().replace("speculative", "likely"))
    (root / "Gone.md").unlink()
    commit(root, "2026-03-10", "count rings")
    note.rename(root / "Oaks outlive us.md")
    commit(root, "2026-03-11", "say it better")
    return root


def test_a_note_keeps_its_past_under_its_old_name(vault: Path) -> None:
    past = read_history(read_vault(vault, Config())).pasts["Oaks outlive us.md"]
    assert [(deed.date, deed.word) for deed in past.deeds] == [
        ("2026-03-11", "renamed"),
        ("2026-03-10", "changed"),
        ("2026-03-02", "added"),
    ]
    assert [(one.date, one.word) for one in past.ratings] == [
        ("2026-03-02", "speculative"),
        ("2026-03-10", "likely"),
    ]
    assert past.names == ("Oaks live long.md",)


def test_the_old_address_leads_to_the_new_page(vault: Path, tmp_path: Path) -> None:
    build(vault, tmp_path / "site")
    moved = page_of(tmp_path / "site", "oaks-live-long")
    assert 'http-equiv="refresh" content="0; url=../../c/oaks-outlive-us-' in moved


def test_changes_are_told_by_week(vault: Path, tmp_path: Path) -> None:
    build(vault, tmp_path / "site")
    page = (tmp_path / "site/changes/index.html").read_text()
    assert page.index("2026-03-09 to 2026-03-15") < page.index("2026-03-02 to 2026-03-08")
    assert "1 renamed, 1 removed" in page


def test_a_vault_without_git_has_no_page_of_changes(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", {"A.md": claim("A")}), tmp_path / "site")
    assert not (tmp_path / "site/changes").exists()

"""A vault on the shelf ranks as the vault itself does, whatever was edited since."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from teleo.config import Config, LinksTable
from teleo.embeddings import Embedded, VectorStore
from teleo.links.related import RelatedNote, Wanted, related
from teleo.links.shelf import Shelf, keep, shelve, shelved
from teleo.links.vectors import vault_model
from teleo.vault.reader import read_vault
from tests.links.five_notes import NOTES, write_notes

CONFIG = Config(links=LinksTable(model="hashing"))
FINGERPRINT = "none"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    vault = write_notes(tmp_path / "vault")
    for path in vault.glob("*.md"):
        os.utime(path, (1_000_000, 1_000_000))
    keep(fresh(vault), tmp_path / "cache", vault)
    return vault


def fresh(root: Path) -> Shelf:
    return shelve(read_vault(root, CONFIG), FINGERPRINT)


def on_shelf(root: Path, fingerprint: str = FINGERPRINT) -> Shelf | None:
    return shelved(root.parent / "cache", root, CONFIG, fingerprint)


def ranking(shelf: Shelf | None) -> dict[str, tuple[RelatedNote, ...]]:
    assert shelf is not None
    count = len(shelf.notes)
    nothing = Embedded(np.zeros((count, 0), np.float32), np.zeros(count, np.bool_))
    return dict(related(shelf.basis(nothing), np.arange(count), Wanted(9, has_linked=True)))


def edit(root: Path, stem: str, body: str) -> None:
    (root / f"{stem}.md").write_text(f"---\ntype: claim\n---\n# {stem}\n\n{body}\n")


def edit_all(root: Path, body: str) -> None:
    for stem in NOTES:
        edit(root, stem, body)


def test_an_unchanged_vault_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise AssertionError("read")

    monkeypatch.setattr("teleo.links.shelf.read_bytes", refuse)
    assert ranking(on_shelf(root)) == ranking(fresh(root))


@pytest.mark.parametrize(
    "change",
    [
        lambda root: edit(root, "dogs sleep less", "New words entirely, on memory and bandwidth."),
        lambda root: edit(root, "dogs sleep less", ""),
        lambda root: edit(root, "dogs sleep less", "[[memory limits inference]] and [[cats sleep a lot]]"),
        lambda root: edit(root, "memory limits inference", "No link any more."),
        lambda root: edit_all(root, "the same new text"),
    ],
)
def test_edited_notes_rank_as_in_a_vault_read_anew(root: Path, change: Callable[[Path], object]) -> None:
    change(root)
    found = on_shelf(root)
    assert ranking(found) == ranking(fresh(root))
    assert found is not None and found.keys == fresh(root).keys


def test_an_edit_after_an_edit_is_seen(root: Path) -> None:
    for body in ("first words", "second words", "first words"):
        edit(root, "dogs sleep less", body)
        assert ranking(on_shelf(root)) == ranking(fresh(root))


@pytest.mark.parametrize(
    "change",
    [
        lambda root: edit(root, "a new note", "words"),
        lambda root: (root / "dogs sleep less.md").unlink(),
        lambda root: (root / "dogs sleep less.md").rename(root / "dogs nap.md"),
        lambda root: (root / "dogs sleep less.md").write_text("---\ntitle: another title\n---\n"),
        lambda root: (root / "teleo.toml").write_text('[vault]\nexclude = ["dogs*"]\n'),
    ],
)
def test_a_change_of_names_or_settings_asks_for_a_full_read(
    root: Path, change: Callable[[Path], object]
) -> None:
    change(root)
    assert on_shelf(root) is None


def test_another_model_asks_for_a_full_read(root: Path) -> None:
    assert on_shelf(root, "another") is None


@pytest.mark.parametrize("raw", [b"", b"no zip", b"PK\x03\x04 torn"])
def test_a_damaged_shelf_counts_as_none(root: Path, raw: bytes) -> None:
    (path,) = (root.parent / "cache").iterdir()
    path.write_bytes(raw)
    assert on_shelf(root) is None


def test_a_shelf_cut_in_half_counts_as_none(root: Path) -> None:
    (path,) = (root.parent / "cache").iterdir()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert on_shelf(root) is None


def test_a_young_file_is_read_again(root: Path) -> None:
    edit(root, "dogs sleep less", "old text")
    keep(fresh(root), root.parent / "cache", root)
    before = (root / "dogs sleep less.md").stat()
    edit(root, "dogs sleep less", "new text")
    os.utime(root / "dogs sleep less.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert ranking(on_shelf(root)) == ranking(fresh(root))


def test_keys_are_those_of_the_passages(root: Path, tmp_path: Path) -> None:
    vault = read_vault(root, CONFIG)
    with VectorStore(tmp_path) as store:
        model = vault_model(vault, store)
    shelf = shelve(vault, model.fingerprint)
    assert len(set(shelf.keys)) == len(NOTES) and all(len(key) == 32 for key in shelf.keys)


def test_a_cache_folder_that_cannot_be_written_is_no_error(root: Path) -> None:
    (root.parent / "file").write_text("in the way")
    keep(fresh(root), root.parent / "file" / "below", root)
    assert shelved(root.parent / "file" / "below", root, CONFIG, FINGERPRINT) is None

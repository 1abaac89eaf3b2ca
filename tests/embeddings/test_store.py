"""The cache keeps float16 rows, and never uses a row that is not what was written."""

import sqlite3
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from teleo.embeddings import Passage, Vectors, VectorStore, cache_folder, unit_rows
from teleo.embeddings.store import FILE_NAME, STALE_AFTER_DAYS

KEY = b"k" * 32


def row(*values: float) -> Vectors:
    found: Vectors = unit_rows(np.array([values]))[0]
    return found


def filled(folder: Path, key: bytes = KEY) -> Path:
    with VectorStore(folder) as store:
        store.write("model-a", {key: row(3, 4)})
    return folder / FILE_NAME


def test_a_row_comes_back_as_the_unit_vector_that_was_written(tmp_path: Path) -> None:
    filled(tmp_path)
    with VectorStore(tmp_path) as store:
        assert np.allclose(store.read([KEY])[KEY], [0.6, 0.8], atol=1e-3)


def test_a_key_that_was_never_written_is_absent(tmp_path: Path) -> None:
    filled(tmp_path)
    with VectorStore(tmp_path) as store:
        assert store.read([b"x" * 32]) == {}


def test_more_keys_than_one_query_takes_are_all_found(tmp_path: Path) -> None:
    rows = {number.to_bytes(32, "big"): row(number + 1, 1) for number in range(1201)}
    with VectorStore(tmp_path) as store:
        store.write("model-a", rows)
        assert set(store.read(list(rows))) == set(rows)


def test_a_changed_row_fails_its_checksum_and_is_absent(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE vectors SET row = substr(row, 1, length(row) - 1) || x'7f'")
    with VectorStore(tmp_path) as store:
        assert store.read([KEY]) == {}


@pytest.mark.parametrize("value", ["text", 7, None, b"", b"abc"])
def test_a_row_of_another_kind_is_absent(tmp_path: Path, value: object) -> None:
    path = filled(tmp_path)
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE loose AS SELECT * FROM vectors")
        database.execute("DROP TABLE vectors")
        database.execute("ALTER TABLE loose RENAME TO vectors")
        database.execute("UPDATE vectors SET row = ?", (value,))
    with VectorStore(tmp_path) as store:
        assert store.read([KEY]) == {}


def test_a_cache_cut_in_half_is_begun_anew_and_works(tmp_path: Path) -> None:
    with VectorStore(tmp_path) as store:
        store.write("model-a", {number.to_bytes(32, "big"): row(*range(1, 300)) for number in range(200)})
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with VectorStore(tmp_path) as store:
        store.read([number.to_bytes(32, "big") for number in range(200)])
        store.write("model-a", {KEY: row(3, 4)})
        assert KEY in store.read([KEY])
        assert "begun anew" in store.complaint


def test_a_file_that_is_no_database_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database at all" * 100)
    with VectorStore(tmp_path) as store:
        assert "begun anew" in store.complaint
    filled(tmp_path)
    with VectorStore(tmp_path) as store:
        assert not store.complaint and KEY in store.read([KEY])


def test_a_cache_of_another_layout_is_begun_anew(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 3")
    with VectorStore(tmp_path) as store:
        assert store.read([KEY]) == {} and "begun anew" in store.complaint


def test_a_folder_that_cannot_be_made_gives_a_cache_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with VectorStore(tmp_path / "file" / "below") as store:
        store.write("model-a", {KEY: row(1, 0)})
        assert KEY in store.read([KEY]) and "this run only" in store.complaint


def test_prune_removes_other_models_and_rows_long_unused(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with VectorStore(tmp_path) as store:
        store.write("model-b", {b"b" * 32: row(1, 2)})
        store.write("model-a", {b"o" * 32: row(1, 2)})
    with sqlite3.connect(path) as database:
        database.execute(
            "UPDATE vectors SET used = used - ? WHERE key = ?", (STALE_AFTER_DAYS + 1, b"o" * 32)
        )
    with VectorStore(tmp_path) as store:
        assert store.prune("model-a") == 2
        assert [(model.fingerprint, model.vectors) for model in store.models()] == [("model-a", 1)]


def test_a_row_that_is_read_counts_as_used(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE vectors SET used = used - ?", (STALE_AFTER_DAYS + 1,))
    with VectorStore(tmp_path) as store:
        store.read([KEY])
        assert store.prune("model-a") == 0


def write_many(folder: Path, first: int) -> None:
    with VectorStore(folder) as store:
        for number in range(first, first + 40):
            store.write("model-a", {number.to_bytes(32, "big"): row(number + 1, 1)})


def test_two_processes_write_at_once_and_lose_nothing(tmp_path: Path) -> None:
    context = get_context("spawn")
    processes = [context.Process(target=write_many, args=(tmp_path, first)) for first in (0, 40)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    with VectorStore(tmp_path) as store:
        assert len(store.read([number.to_bytes(32, "big") for number in range(80)])) == 80


def test_a_note_takes_at_most_a_kilobyte(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    keys = [Passage(str(number)).key("model-a") for number in range(1000)]
    with VectorStore(tmp_path) as store:
        for start in range(0, 1000, 32):
            part = keys[start : start + 32]
            store.write(
                "model-a", dict(zip(part, unit_rows(random.normal(size=(len(part), 384))), strict=True))
            )
        assert store.size() <= 1000 * 1024


def test_the_folder_named_by_the_environment_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path

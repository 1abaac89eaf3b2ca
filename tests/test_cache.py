"""The cache gives back what was put for the same content and settings, and nothing else, whatever its files hold."""

import os
import time
from dataclasses import replace
from pathlib import Path

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from teleo import cache
from teleo.cache import UNUSED_AFTER_DAYS, Cache, NoHomeError, cache_folder
from teleo.config import Config, VaultTable

ONE, TWO = b"1" * 32, b"2" * 32


@pytest.fixture
def notes(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", tmp_path, Config())


def put(notes: Cache, key: str = "a", digest: bytes = ONE, value: object = "row") -> Path:
    pack = notes.pack("kind")
    pack.put(key, digest, msgspec.msgpack.encode(value))
    pack.save()
    return pack.path


def got(notes: Cache, key: str = "a", digest: bytes = ONE) -> object:
    row = notes.pack("kind").get(key, digest)
    return None if row is None else msgspec.msgpack.decode(row)


def test_a_row_answers_to_its_own_digest_alone(notes: Cache) -> None:
    put(notes)
    assert got(notes) == "row"
    assert got(notes, digest=TWO) is None
    assert got(notes, key="b") is None


def test_rows_nobody_asked_for_are_dropped_when_the_pack_is_saved(notes: Cache) -> None:
    put(notes, "a")
    pack = notes.pack("kind")
    pack.put("b", TWO, msgspec.msgpack.encode(2))
    pack.save()
    assert got(notes, "a") is None
    assert got(notes, "b", TWO) == 2


def test_a_pack_whose_rows_were_all_used_is_not_written_again(notes: Cache) -> None:
    path = put(notes)
    os.utime(path, (1, 1))
    pack = notes.pack("kind")
    pack.get("a", ONE)
    pack.save()
    assert path.stat().st_mtime == 1


def test_other_settings_see_nothing(notes: Cache) -> None:
    put(notes)
    assert notes.pack("kind", "further").get("a", ONE) is None
    other = replace(notes, config=Config(vault=VaultTable(title="Other")))
    assert other.pack("kind").get("a", ONE) is None
    assert replace(notes, root=notes.root / "cache").pack("kind").get("a", ONE) is None


def test_another_version_of_the_code_sees_nothing(notes: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    put(notes)
    monkeypatch.setattr(cache, "code_stamp", lambda: "other")
    assert got(notes) is None


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.integers(0, 255) | st.just(-1))
def test_a_pack_that_was_cut_or_changed_counts_as_empty(notes: Cache, place: int, byte: int) -> None:
    path = put(notes)
    raw = bytearray(path.read_bytes())
    place %= len(raw)
    damaged = raw[:place] if byte < 0 else bytes([*raw[:place], byte, *raw[place + 1 :]])
    path.write_bytes(damaged)
    assert got(notes) == ("row" if damaged == raw else None)


def test_a_pack_with_a_sound_checksum_and_strange_content_counts_as_empty(notes: Cache) -> None:
    path = put(notes)
    for content in (
        b"",
        b"\xc1",
        msgspec.msgpack.encode([1, 2, 3]),
        msgspec.msgpack.encode((b"stamp", {1: 2})),
    ):
        path.write_bytes(cache._MAGIC + cache.sha256(content).digest() + content)
        assert got(notes) is None


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    nowhere = Cache(tmp_path / "file" / "cache", tmp_path, Config())
    put(nowhere)
    assert got(nowhere) is None


def test_packs_long_unused_are_removed(notes: Cache) -> None:
    put(notes)
    old, other = notes.folder / "kind-0.pack", notes.folder / "vectors-1.sqlite"
    long_ago = time.time() - (UNUSED_AFTER_DAYS + 1) * 86_400
    for path in (old, other):
        path.write_text("x")
        os.utime(path, (long_ago, long_ago))
    put(notes, "b")
    assert not old.exists()
    assert other.exists()


def test_nothing_is_left_beside_the_packs(notes: Cache) -> None:
    path = put(notes)
    put(notes, "b")
    assert [file.name for file in notes.folder.iterdir()] == [path.name]


def test_the_folder_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path


def test_a_row_that_is_held_stays_though_nobody_asked_for_it(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", tmp_path, Config())
    pack = cache.pack("kind")
    for key in ("held", "left"):
        pack.put(key, b"d", b"\x01")
    pack.save()
    again = cache.pack("kind")
    again.hold("held")
    again.hold("never there")
    again.save()
    last = cache.pack("kind")
    assert bytes(last.get("held", b"d") or b"") == b"\x01"
    assert last.get("left", b"d") is None


def test_without_a_home_and_without_a_named_folder_the_way_out_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("TELEO_CACHE_DIR", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    monkeypatch.setattr("teleo.cache.sys.platform", "linux")
    with pytest.raises(NoHomeError, match="set TELEO_CACHE_DIR"):
        cache_folder()
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert cache_folder() == Path("/somewhere/teleo")

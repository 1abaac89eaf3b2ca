"""The writer leaves the old file or the new one, and never overwrites what it did not see."""

import os
import random
import signal
import stat
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from teleo.vault.writer import ANY_CONTENT, FileChangedError, WriteRefusedError, digest, write_file

OLD = b"---\nsupports:\n- a\n---\nold\n"
NEW = b"---\nsupports:\n- a\n- b\n---\nnew\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_bytes(OLD)
    return path


def test_writes_the_new_bytes_and_says_so(note: Path) -> None:
    assert write_file(note, NEW, digest(OLD)) is True
    assert note.read_bytes() == NEW


def test_the_digest_is_sha256_in_hexadecimal() -> None:
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_nothing_is_written_when_nothing_changed(note: Path) -> None:
    before = note.stat()
    assert write_file(note, OLD, digest(OLD)) is False
    after = note.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_no_other_file_stays_in_the_folder(note: Path) -> None:
    write_file(note, NEW, digest(OLD))
    assert [path.name for path in note.parent.iterdir()] == ["note.md"]


def test_a_file_that_changed_since_it_was_read_is_left_alone(note: Path) -> None:
    note.write_bytes(b"theirs")
    with pytest.raises(FileChangedError, match="changed since it was read"):
        write_file(note, NEW, digest(OLD))
    assert note.read_bytes() == b"theirs"


def test_a_file_that_went_away_is_not_made_again(note: Path) -> None:
    note.unlink()
    with pytest.raises(FileChangedError, match="gone"):
        write_file(note, NEW, digest(OLD))
    assert not note.exists()


def test_a_new_file_is_made_where_the_name_is_free(tmp_path: Path) -> None:
    path = tmp_path / "new.md"
    assert write_file(path, NEW, None) is True
    assert path.read_bytes() == NEW


def test_a_new_file_has_the_mode_that_the_umask_allows(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_file(tmp_path / "new.md", NEW, None)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "new.md").stat().st_mode) == 0o640


def test_a_new_file_never_replaces_one_that_is_there(note: Path) -> None:
    with pytest.raises(FileChangedError, match="there already"):
        write_file(note, NEW, None)
    assert note.read_bytes() == OLD


def test_any_content_may_be_replaced_when_the_caller_says_so(note: Path) -> None:
    assert write_file(note, NEW, ANY_CONTENT) is True
    assert note.read_bytes() == NEW


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_the_mode_is_kept(note: Path, mode: int) -> None:
    note.chmod(mode)
    write_file(note, NEW, digest(OLD))
    assert stat.S_IMODE(note.stat().st_mode) == mode


def test_the_owner_is_kept(note: Path) -> None:
    if os.geteuid() == 0:
        os.chown(note, 1234, 4321)
    before = note.stat()
    write_file(note, NEW, digest(OLD))
    assert (note.stat().st_uid, note.stat().st_gid) == (before.st_uid, before.st_gid)


def test_extended_attributes_are_kept(note: Path) -> None:
    try:
        os.setxattr(note, "user.colour", b"red")
    except OSError:
        names = []
    else:
        names = ["user.colour"]
    write_file(note, NEW, digest(OLD))
    assert [name for name in os.listxattr(note) if name == "user.colour"] == names


def test_a_symbolic_link_is_refused_and_stays_a_link(note: Path) -> None:
    link = note.with_name("link.md")
    link.symlink_to(note.name)
    with pytest.raises(WriteRefusedError, match="symbolic link"):
        write_file(link, NEW, digest(OLD))
    assert link.is_symlink()
    assert note.read_bytes() == OLD


def test_a_dangling_link_is_no_free_name(tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to("nowhere.md")
    with pytest.raises(WriteRefusedError, match="symbolic link"):
        write_file(link, NEW, None)
    assert not (tmp_path / "nowhere.md").exists()


def test_a_read_only_file_is_refused(note: Path) -> None:
    note.chmod(0o444)
    with pytest.raises(WriteRefusedError, match="read-only"):
        write_file(note, NEW, digest(OLD))
    assert note.read_bytes() == OLD


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(WriteRefusedError, match="no regular file"):
        write_file(tmp_path / "pipe.md", NEW, ANY_CONTENT)


def test_a_missing_folder_is_a_refusal_with_the_path(tmp_path: Path) -> None:
    with pytest.raises(WriteRefusedError, match="absent"):
        write_file(tmp_path / "absent" / "note.md", NEW, None)


def test_a_name_of_255_bytes_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 252 + ".md")
    path.write_bytes(OLD)
    assert write_file(path, NEW, digest(OLD)) is True
    assert path.read_bytes() == NEW


def test_what_a_killed_writer_left_behind_is_cleared_by_the_next(note: Path) -> None:
    _temporary_of(note).write_bytes(b"half of a no")
    write_file(note, NEW, digest(OLD))
    assert [path.name for path in note.parent.iterdir()] == ["note.md"]


def test_a_link_in_place_of_the_temporary_file_is_not_followed(note: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    _temporary_of(note).symlink_to(victim)
    write_file(note, NEW, digest(OLD))
    assert victim.read_bytes() == b"precious"


def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    whole = (b"a" * 200_000, b"b" * 200_000)
    path.write_bytes(whole[0])
    chance = random.Random(3)
    for _ in range(400):
        writer = _forked(_write_by_turns, path, whole)
        time.sleep(chance.uniform(0, 0.01))
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        assert path.read_bytes() in whole
    assert {entry.name for entry in tmp_path.iterdir()} <= {"note.md", _temporary_of(path).name}


def test_a_reader_never_sees_a_torn_file(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(b"a" * 100_000)
    seen: set[bytes] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            raw = path.read_bytes()
            seen.add(raw[:1] + raw[-1:] + str(len(raw)).encode())

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(100):
        write_file(path, b"ab"[turn % 2 : turn % 2 + 1] * 100_000, ANY_CONTENT)
    done.set()
    reader.join()
    assert seen <= {b"aa100000", b"bb100000"}


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(b"")
    writers = [_forked(_add_lines, path, name) for name in ("left", "right")]
    assert [os.waitpid(writer, 0)[1] for writer in writers] == [0, 0]
    lines = path.read_text().splitlines()
    assert sorted(lines) == sorted(f"{name} {number}" for name in ("left", "right") for number in range(100))


def _temporary_of(path: Path) -> Path:
    return path.with_name(f".teleo-{digest(path.name.encode())[:8]}")


def _forked(work: Callable[..., None], *arguments: object) -> int:
    """Start `work` in a process of its own and return its id."""
    process = os.fork()
    if process == 0:
        try:
            work(*arguments)
        finally:
            os._exit(0)
    return process


def _write_by_turns(path: Path, contents: tuple[bytes, ...]) -> None:
    while True:
        for content in contents:
            write_file(path, content, ANY_CONTENT)


def _add_lines(path: Path, name: str) -> None:
    for number in range(100):
        is_written = False
        while not is_written:
            raw = path.read_bytes()
            with suppress(FileChangedError):
                is_written = write_file(path, raw + f"{name} {number}\n".encode(), digest(raw))

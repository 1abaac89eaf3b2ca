"""Formats what is staged for a commit; the work tree follows only where it equals what was staged."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from teleo.formatting.formatter import format_bytes
from teleo.vault.git import GitError, blobs, git_bytes, git_text
from teleo.vault.raw import FileUnreadableError, read_bytes
from teleo.vault.writer import WriteRefusedError, digest, write_file

if TYPE_CHECKING:
    from teleo.model import Fault

_FILE_MODES = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class StagedNote:
    """A note as it is staged: its path below the top folder, its mode and its bytes, before and after."""

    path: str
    mode: str
    before: bytes
    after: bytes
    refusals: tuple["Fault", ...]

    @property
    def is_changed(self) -> bool:
        """Whether the canonical bytes differ from those staged."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Untouched:
    """A note whose file in the work tree was left as it is, and why, as a clause."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class StagedOutcome:
    """What formatting the index came to: notes that were formatted, those refused, files left as they were.

    `is_partial` says that git commits named files past the index: then only their files were formatted, and the
    commit has to be given again; of the formatted notes, those `untouched` are in no better form then.
    """

    formatted: tuple[StagedNote, ...]
    refused: tuple[StagedNote, ...]
    untouched: tuple[Untouched, ...]
    is_partial: bool


def format_staged(top: Path, below: str, is_note: Callable[[str], bool]) -> StagedOutcome:
    """Format the staged notes below the folder `below` of the repository at `top`.

    Nothing is changed when any note is refused.

    Args:
        top: the top folder of the work tree.
        below: the vault's path below it with forward slashes, `.` for the top itself.
        is_note: whether a path below the vault is a note.

    Raises:
        GitError: git is missing or refused, or has lost what is staged of a note.
    """
    is_partial = Path(os.environ.get("GIT_INDEX_FILE", "")).name.startswith("next-index")
    notes = list(_staged(top, below, is_note))
    refused = tuple(note for note in notes if note.refusals)
    changed = tuple(note for note in notes if note.is_changed)
    if refused or not changed:
        return StagedOutcome((), refused, (), is_partial=False)
    if not is_partial:
        _put_in_index(top, changed)
    reasons = [(note, _follow(top, note)) for note in changed]
    untouched = tuple(Untouched(note.path, reason) for note, reason in reasons if reason)
    return StagedOutcome(changed, (), untouched, is_partial)


def _staged(top: Path, below: str, is_note: Callable[[str], bool]) -> Iterator[StagedNote]:
    prefix = "" if below == "." else f"{below}/"
    names = git_bytes(
        *("diff", "--cached", "--name-only", "-z", "--no-renames", "--diff-filter=ACMT", "--", below),
        folder=top,
    )
    wanted = {
        path
        for raw in names.split(b"\0")
        if (path := os.fsdecode(raw)) and path.startswith(prefix) and is_note(path.removeprefix(prefix))
    }
    if not wanted:
        return
    entries = []
    for line in git_bytes("ls-files", "--stage", "-z", "--", below, folder=top).split(b"\0"):
        about, _, raw_path = line.partition(b"\t")
        if os.fsdecode(raw_path) in wanted:
            mode, blob, _ = about.decode("ascii").split(" ")
            if mode in _FILE_MODES:
                entries.append((os.fsdecode(raw_path), mode, blob))
    contents = blobs(top, [blob.encode() for _, _, blob in entries])
    for (path, mode, blob), raw in zip(entries, contents, strict=True):
        if raw is None:
            problem = (
                f"what is staged as {path!r} is not in this clone; `git rm --cached` it, then `git add` it"
            )
            raise GitError(("cat-file", blob), problem)
        formatted = format_bytes(raw)
        yield StagedNote(path, mode, raw, formatted.data, formatted.refusals)


def _put_in_index(top: Path, notes: tuple[StagedNote, ...]) -> None:
    lines = [
        f"{note.mode} {blob}\t".encode() + os.fsencode(note.path) + b"\0"
        for note, blob in zip(notes, _stored(top, [note.after for note in notes]), strict=True)
    ]
    git_bytes("update-index", "-z", "--index-info", folder=top, stdin=b"".join(lines))


def _stored(top: Path, contents: list[bytes]) -> list[str]:
    """Put contents into the repository and return the names of their blobs; one git does it for all."""
    with TemporaryDirectory(prefix="teleo-") as folder:
        paths = [Path(folder) / str(number) for number in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        names = "".join(f"{path}\n" for path in paths).encode()
        found = git_text("hash-object", "-w", "--no-filters", "--stdin-paths", folder=top, stdin=names)
    return found.split("\n")


def _follow(top: Path, note: StagedNote) -> str:
    """Write the formatted bytes to the work tree where its file equals what was staged; return why not, if not.

    A file that git checks out with carriage returns equals its blob without them.
    """
    path = top / note.path
    try:
        raw = read_bytes(path.parent, path.name)
        if raw == note.before:
            write_file(path, note.after, digest(raw))
        elif b"\r" not in note.before and raw == note.before.replace(b"\n", b"\r\n"):
            write_file(path, note.after.replace(b"\n", b"\r\n"), digest(raw))
        else:
            return "has other changes and stays as it is"
    except FileUnreadableError as error:
        return error.problem
    except WriteRefusedError as error:
        return f"was not written: {error.reason}"
    return ""

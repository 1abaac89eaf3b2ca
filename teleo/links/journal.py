"""Writes many files as one: a journal tells a later run what an interrupted one was about, and how to take it back."""

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from pathlib import Path

from teleo.cache import vault_mark
from teleo.errors import TeleoError
from teleo.links.weave import Change
from teleo.vault.raw import FileUnreadableError, read_bytes
from teleo.vault.writer import WriteRefusedError, digest, write_file

_PENDING = "pending.json"
_UNDOING = "undoing.json"
_KEPT = 20


class JournalError(TeleoError):
    """The files are not in the state that the journal knows, so nothing was written."""


class Journal:
    """The journal of one vault, in a folder outside it.

    `pending.json` is there while files are written; a finished write becomes the next numbered file, and the
    newest `_KEPT` of these can be undone, last first. `undoing.json` is there while one is undone.
    """

    def __init__(self, folder: Path, root: Path) -> None:
        self._folder = folder / vault_mark(root)
        self._root = root

    @property
    def folder(self) -> Path:
        """Where the journal lies."""
        return self._folder

    @property
    def is_interrupted(self) -> bool:
        """Whether a write was begun and not finished."""
        return self._open() is not None

    @property
    def is_undoing(self) -> bool:
        """Whether what was begun and not finished is an undo."""
        begun = self._open()
        return begun is not None and begun.name == _UNDOING

    def recover(self) -> int:
        """Finish a write or an undo that was interrupted; return how many files it had left to write.

        Raises:
            JournalError: a file is neither as it was nor as it should be; all others were put back.
        """
        begun = self._open()
        if begun is None:
            return 0
        changes = _read(begun)
        left = [change for change in changes if self._state(change) == "before"]
        strange = [change.path for change in changes if self._state(change) == "other"]
        if strange:
            self._restore(changes)
            begun.unlink()
            raise JournalError(
                f"an interrupted write was taken back, since {', '.join(strange)} changed meanwhile; run again"
            )
        for change in left:
            write_file(self._root / change.path, change.after, digest(change.before))
        self._finish(begun)
        return len(left)

    def commit(self, changes: Sequence[Change]) -> None:
        """Write all of `changes`, or none.

        Raises:
            JournalError: a file could not be written, or changed since it was read; all were put back.
            KeyboardInterrupt: the user stopped it; all were put back.
        """
        if changes:
            self._write(changes, self._folder / _PENDING)

    def _write(self, changes: Sequence[Change], record: Path) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        write_file(record, _encoded(changes), None)
        try:
            for change in changes:
                write_file(self._root / change.path, change.after, digest(change.before))
        except WriteRefusedError as error:
            self._restore(changes)
            record.unlink()
            raise JournalError(f"nothing was written: {error}") from error
        except KeyboardInterrupt:
            # Who stops a write finds the vault as it was; if that is stopped too, the next run ends the write.
            self._restore(changes)
            record.unlink()
            raise
        self._finish(record)

    def undo(self) -> tuple[str, ...]:
        """Put back the bytes before the last write; return the paths, none when there is nothing to undo.

        Raises:
            JournalError: a file changed since; nothing was put back.
        """
        kept = self._numbered()
        if not kept:
            return ()
        changes = _read(kept[-1])
        strange = [change.path for change in changes if self._state(change) == "other"]
        if strange:
            raise JournalError(f"nothing was undone, since {', '.join(strange)} changed after the write")
        back = [Change(change.path, change.after, change.before) for change in changes]
        todo = [change for change in back if self._state(change) == "before"]
        if todo:
            self._write(todo, self._folder / _UNDOING)
        else:
            kept[-1].unlink()
        return tuple(change.path for change in todo)

    def _state(self, change: Change) -> str:
        try:
            current = read_bytes(self._root, change.path)
        except FileUnreadableError:
            return "other"
        return "after" if current == change.after else "before" if current == change.before else "other"

    def _restore(self, changes: Sequence[Change]) -> None:
        for change in changes:
            if self._state(change) == "after":
                write_file(self._root / change.path, change.before, digest(change.after))

    def _numbered(self) -> list[Path]:
        return sorted(self._folder.glob("[0-9]*.json"))

    def _open(self) -> Path | None:
        """Return the record of what was begun and not finished."""
        records = (self._folder / name for name in (_PENDING, _UNDOING))
        return next((record for record in records if record.exists()), None)

    def _finish(self, record: Path) -> None:
        kept = self._numbered()
        if record.name == _UNDOING:
            # First the record, then what it undid: a kill between the two leaves a write with nothing to undo.
            record.unlink()
            kept[-1].unlink()
            return
        number = int(kept[-1].stem) + 1 if kept else 1
        record.rename(self._folder / f"{number:06d}.json")
        for old in kept[: max(0, len(kept) + 1 - _KEPT)]:
            old.unlink()


def _encoded(changes: Sequence[Change]) -> bytes:
    rows = [
        {"path": one.path, "before": b64encode(one.before).decode(), "after": b64encode(one.after).decode()}
        for one in changes
    ]
    return json.dumps(rows, indent=1).encode()


def _read(path: Path) -> tuple[Change, ...]:
    try:
        rows = json.loads(path.read_bytes())
        return tuple(
            Change(str(row["path"]), b64decode(row["before"]), b64decode(row["after"])) for row in rows
        )
    except (ValueError, TypeError, KeyError) as error:
        raise JournalError(
            f"{path} cannot be read; delete it if you need nothing from it ({error})"
        ) from error

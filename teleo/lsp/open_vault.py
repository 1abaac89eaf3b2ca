"""One vault that the editor looks at: its session, and what is still to be told to it."""

import asyncio
import gc
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from pathlib import Path

from teleo.config import read_config
from teleo.errors import TeleoError
from teleo.graph.effective import Effective, effective_ratings
from teleo.graph.grounds import grounds_of
from teleo.lsp.lone import lone_session
from teleo.lsp.similarity import Similarity
from teleo.model import Diagnostic, Fault
from teleo.quantities.result import Result
from teleo.rules.baseline import read_baseline, unknown
from teleo.session import Session
from teleo.vault.discover import find_files, note_filter
from teleo.vault.kept import kept_vault
from teleo.vault.revise import file_state
from teleo.vault.writer import digest

State = bytes | Fault | None


class OpenVault:
    """A vault by its folder. It is read in a thread; until then, and after a failure, there is no session.

    `lone` is the name of the only file that counts, where that lies in no vault; else it is empty.
    `earlier` are the numbers that notes had before they were last changed, by their ids.
    `problem` is what kept it, or its baseline, from being read; `published` what the editor was told, by path,
    with the version that it was told for.
    """

    def __init__(
        self,
        root: Path,
        opened: Callable[[], tuple[str, ...]],
        raw: Callable[[Path], bytes | None],
        *,
        lone: str = "",
    ) -> None:
        self.root = root
        self.lone = lone
        self.session: Session | None = None
        self.problem = ""
        self.has_complained = False
        self.published: dict[str, tuple[int | None, tuple[Diagnostic, ...]]] = {}
        self.similarity = Similarity()
        self.earlier: dict[str, tuple[Result, ...]] = {}
        self._opened, self._raw = opened, raw
        self._dirty: dict[str, None] = {}
        self._loading: asyncio.Task[None] | None = None
        self._known: frozenset[str] = frozenset()
        self._effective: dict[str, Effective] = {}
        self._effective_at = -1

    @cached_property
    def _may_be_note(self) -> Callable[[str], bool]:
        assert self.session is not None
        return note_filter(self.session.vault.config, self.root)

    def holds(self, path: str) -> bool:
        """Return whether a path below the folder may be a note of the vault."""
        if self.lone:
            return path == self.lone
        return self.session is not None and self._may_be_note(path)

    async def read(self) -> None:
        """Read the vault, once."""
        if self._loading is None:
            self._loading = asyncio.create_task(self._read())
        await asyncio.shield(self._loading)

    def forget(self) -> None:
        """Have the vault read again, as after a change of its settings."""
        self.session, self._loading, self._effective_at = None, None, -1
        gc.unfreeze()
        self.has_complained = False
        self.__dict__.pop("_may_be_note", None)

    def touch(self, paths: Iterable[str]) -> None:
        """Note that the files or buffers at these paths changed."""
        self._dirty.update(dict.fromkeys(paths))

    def touch_folder(self, path: str) -> None:
        """Note that something happened to a folder: all that was or is below it may have changed."""
        if self.session is None or self.lone:
            return
        self.session.forget_files()
        below = f"{path}/" if path else ""
        known = [note.path for note in self.session.vault.notes]
        known += [known_path for known_path, _ in self.session.vault.faults]
        self.touch(each for each in known if each.startswith(below))
        found = (self.root / path).rglob("*") if (self.root / path).is_dir() else ()
        self.touch(each.relative_to(self.root).as_posix() for each in found if not each.is_dir())

    def look_at_files(self) -> None:
        """Find what changed on the disk and nobody told of yet: edits to an older text would hit other words."""
        if self.session is None or self.lone:
            return
        vault = self.session.vault
        found = find_files(self.root, vault.config)
        passed_over = {path for path, _ in (*found.faults, *vault.faults)}
        for path in sorted({*found.paths, *passed_over, *vault.by_path}):
            self.look_at_file(path)

    def look_at_file(self, path: str) -> bool:
        """Return whether a note is not what it was when it was read; if so, it is taken up with the next change."""
        note = self.session.vault.by_path.get(path) if self.session is not None else None
        state = self._state(path)
        now = digest(state) if isinstance(state, bytes) else None
        has_changed = now != (note.document.digest if note is not None else None)
        if has_changed:
            self.touch((path,))
        return has_changed

    def catch_up(self) -> frozenset[str]:
        """Tell the session of all that changed, and return the ids of the notes touched."""
        if self.session is None or not self._dirty:
            return frozenset()
        paths, self._dirty = self._dirty, {}
        changes = {path: self._state(path) for path in paths if self.holds(path)}
        if not changes:
            return frozenset()
        self._remember(changes)
        self.session.forget_files()
        return self.session.apply(changes)

    def check(self, ids: Collection[str]) -> tuple[Diagnostic, ...]:
        """Return what is wrong with a few notes and not known from the baseline."""
        assert self.session is not None
        return self._without_known(self.session.check(ids))

    def all_found(self) -> tuple[Diagnostic, ...]:
        """Return what is wrong in the whole vault and not known from the baseline, by file and place."""
        assert self.session is not None
        return self._without_known(self.session.survey().diagnostics)

    def read_baseline(self) -> None:
        """Read the baseline that the settings name, as after a change of it; without one all is shown."""
        self._known, self.problem = frozenset(), ""
        try:
            if self.baseline is not None:
                self._known = read_baseline(self.baseline)
        except TeleoError as error:
            self.problem, self.has_complained = str(error), False

    @property
    def baseline(self) -> Path | None:
        """The file of known diagnostics, if the settings name one."""
        named = self.session.vault.config.check.baseline if self.session is not None else ""
        return self.root / named if named else None

    def effective(self, id_: str) -> Effective | None:
        """Return the effective rating of a note, found once for each state of the vault with all it rests on."""
        assert self.session is not None
        if self._effective_at != self.session.revision:
            self._effective, self._effective_at = {}, self.session.revision
        if id_ not in self._effective:
            self._effective |= effective_ratings(grounds_of(self.session.graph, (id_,)))
        return self._effective.get(id_)

    def _without_known(self, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        if not self._known or self.session is None:
            return found
        by_path = self.session.vault.by_path
        documents = {one.path: by_path[one.path].document for one in found if one.path in by_path}
        return unknown(found, documents, self._known)

    def _remember(self, paths: Iterable[str]) -> None:
        """Keep the numbers of notes that change: what is being typed often hides them for a while."""
        assert self.session is not None
        for path in paths:
            note = self.session.vault.by_path.get(path)
            found = self.session.quantities.of_note(note.id) if note is not None else ()
            if note is not None and found:
                self.earlier[note.id] = found

    def _state(self, path: str) -> State:
        raw = self._raw(self.root / path)
        if raw is not None or self.session is None:
            return raw
        return file_state(self.root, path, self.session.vault.config)

    async def _read(self) -> None:
        try:
            self.session = await asyncio.to_thread(lone_session if self.lone else _opened, self.root)
            self.read_baseline()
            # What was read stays: going through all of it again and again would take seconds in a large vault.
            gc.freeze()
        except TeleoError as error:
            self.problem = str(error)
            return
        self.touch(self._opened())


def _opened(root: Path) -> Session:
    config = read_config(root)
    session = Session(root, config, kept_vault(root, config))
    session.quantities  # noqa: B018 - computed here, where nobody waits
    return session

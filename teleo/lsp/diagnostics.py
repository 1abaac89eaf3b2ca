"""Shows what is wrong: with the notes being written after a short pause, with the whole vault when idle."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from lsprotocol import types

from teleo.lsp.open_vault import OpenVault
from teleo.lsp.positions import positions_of
from teleo.lsp.uris import uri_of
from teleo.lsp.workspace import Workspace
from teleo.model import Diagnostic, Place, Severity

IDLE_S = 0.8
"""How long after the last look the whole vault is looked at."""

_AT_A_TIME = 50
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


class Diagnostician:
    """Looks at the vaults of a workspace and publishes what is wrong. `publish` sends to the editor."""

    def __init__(self, workspace: Workspace, client: "Client") -> None:
        self._workspace = workspace
        self._client = client
        self._looking: dict[OpenVault, asyncio.Task[None]] = {}

    def look_soon(self, vault: OpenVault) -> None:
        """Look at a vault after the pause, or anew if one was to be looked at already."""
        before = self._looking.pop(vault, None)
        if before is not None:
            before.cancel()
        task = asyncio.create_task(self._look(vault))
        self._looking[vault] = task
        task.add_done_callback(lambda done: self._done(vault, done))

    def forget(self, vault: OpenVault) -> None:
        """Take back all that was published of a vault."""
        before = self._looking.pop(vault, None)
        if before is not None:
            before.cancel()
        for path in list(vault.published):
            self._publish(vault, path, ())
        vault.published.clear()

    def now(self, vault: OpenVault) -> None:
        """Publish what is wrong with the open notes of a vault as it stands."""
        if vault.session is None:
            return
        vault.catch_up()
        paths = [path for path in self._workspace.open_paths(vault) if vault.holds(path)]
        found = vault.check([path.removesuffix(".md") for path in paths])
        for path in paths:
            self._publish(vault, path, [one for one in found if one.path == path])

    async def _look(self, vault: OpenVault) -> None:
        await asyncio.sleep(self._workspace.settings.pause_ms / 1000)
        await vault.read()
        self._complain(vault)
        if vault.session is None:
            return
        self.now(vault)
        await asyncio.sleep(IDLE_S)
        await self._look_at_all(vault)
        if vault.session is not None:
            await vault.similarity.prepare(vault.session)

    async def _look_at_all(self, vault: OpenVault) -> None:
        session = vault.session
        if session is None:
            return
        for _ in session.sweep():
            await asyncio.sleep(0)
        if not session.is_swept or vault.session is not session:
            return
        found: dict[str, list[Diagnostic]] = {path: [] for path in vault.published}
        for one in vault.all_found():
            found.setdefault(one.path, []).append(one)
        opened = set(self._workspace.open_paths(vault))
        revision = session.revision
        for count, (path, diagnostics) in enumerate(sorted(found.items())):
            if session.revision != revision:
                return
            if path in opened or self._workspace.settings.whole_vault:
                self._publish(vault, path, diagnostics)
            else:
                self._publish(vault, path, ())
            if count % _AT_A_TIME == 0:
                await asyncio.sleep(0)

    def _publish(self, vault: OpenVault, path: str, found: Sequence[Diagnostic]) -> None:
        """Send the diagnostics of one file with the version that they hold for, if they are not shown yet."""
        buffer = self._workspace.open_at(vault, path)
        version = None if buffer is None else buffer.version
        if vault.published.get(path, (None, ())) == (version, tuple(found)):
            return
        vault.published[path] = (version, tuple(found))
        uri = uri_of(vault.root / path) if buffer is None else buffer.uri
        made = [as_shown(self._workspace, vault, one) for one in found]
        self._client.publish(types.PublishDiagnosticsParams(uri, made, version))

    def _complain(self, vault: OpenVault) -> None:
        """Say once that a vault, or its baseline, cannot be read."""
        if vault.problem and not vault.has_complained:
            vault.has_complained = True
            self._client.say(types.MessageType.Error, vault.problem)

    def _done(self, vault: OpenVault, task: asyncio.Task[None]) -> None:
        if self._looking.get(vault) is task:
            del self._looking[vault]
        if not task.cancelled() and (error := task.exception()) is not None:
            self._client.report(error)


class Client(ABC):
    """What the server tells an editor unasked."""

    @abstractmethod
    def publish(self, params: types.PublishDiagnosticsParams) -> None:
        """Show the diagnostics of one file."""

    @abstractmethod
    def say(self, kind: types.MessageType, text: str) -> None:
        """Show a sentence."""

    @abstractmethod
    def report(self, error: BaseException) -> None:
        """Write down a fault of the server itself."""


def as_shown(workspace: Workspace, vault: OpenVault, one: Diagnostic) -> types.Diagnostic:
    """Return a diagnostic as the protocol writes it."""
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(
                _uri(workspace, vault, other.path), _range(workspace, vault, other.path, other.place)
            ),
            other.message,
        )
        for other in one.related
    ]
    return types.Diagnostic(
        range=_range(workspace, vault, one.path, one.place),
        message=one.message,
        severity=_SEVERITIES[one.severity],
        code=one.code,
        source="teleo",
        related_information=related or None,
    )


def overlapping(found: Iterable[Diagnostic], first: int, last: int) -> list[Diagnostic]:
    """Return the diagnostics that stand on any of the lines from `first` to `last`, counted from 1."""
    return [one for one in found if one.place.line <= last and one.place.end_line >= first]


def _uri(workspace: Workspace, vault: OpenVault, path: str) -> str:
    buffer = workspace.open_at(vault, path)
    return uri_of(vault.root / path) if buffer is None else buffer.uri


def _range(workspace: Workspace, vault: OpenVault, path: str, place: Place) -> types.Range:
    note = vault.session.vault.by_path.get(path) if vault.session else None
    if note is None:
        return types.Range(types.Position(0, 0), types.Position(0, 0))
    buffer = workspace.open_at(vault, path)
    has_lead = buffer is not None and buffer.has_bom
    return positions_of(note.document, workspace.encoding, has_lead=has_lead).range_of(place)

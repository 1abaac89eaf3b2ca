"""Sets up a clone of a repository: the merge driver, the attribute that calls it, the pre-commit hook."""

import re
import shlex
import sys
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from teleo.errors import TeleoError
from teleo.vault.git import GitAnswer, GitError, ask_git, git_bytes
from teleo.vault.raw import FileUnreadableError, read_bytes
from teleo.vault.writer import digest, write_file

ATTRIBUTE = "*.md merge=teleo"

_DRIVER = "merge.teleo.driver"
_SIGNATURE = "# Written by `teleo hook install`; `teleo hook uninstall` takes it away."
_EXECUTABLE = 0o111
_CALLS_TELEO = re.compile(r"^[^#\n]*\bteleo\b[^#\n]*\bhook run\b", re.MULTILINE)
"""What a hook of somebody else holds once they have added teleo's line to it."""

_RUNS = re.compile(r""" hook run --vault ((?:'[^']*'|"'"|[^\s'"])+)""")
"""The vault of a line of teleo's own hook, quoted for the shell."""


class State(StrEnum):
    """Whether a part of the set-up is there: teleo's own, not at all, or somebody else's in its place."""

    INSTALLED = "installed"
    ABSENT = "absent"
    OTHER = "other"


class NoRepositoryError(TeleoError):
    """A vault is in no git repository."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is in no git repository; run `git init` first")
        self.folder = folder


@dataclass(frozen=True, slots=True)
class Status:
    """The parts of the set-up in this clone; `hook_path` is where its pre-commit hook stands."""

    driver: State
    attributes: State
    hook: State
    hook_path: Path

    @property
    def is_complete(self) -> bool:
        """Whether all parts are teleo's."""
        return {self.driver, self.attributes, self.hook} == {State.INSTALLED}


def status_of(vault: Path) -> Status:
    """Return what of the set-up is there in the clone that holds `vault`.

    Raises:
        NoRepositoryError: the vault is in no repository.
        GitError: git is missing.
    """
    driver = ask_git("config", "--local", "--get", _DRIVER, folder=vault).text.strip()
    hook_path = _hook_path(vault)
    hook = _text(hook_path)
    return Status(
        State.ABSENT if not driver else State.INSTALLED if "merge-driver" in driver else State.OTHER,
        State.INSTALLED if ATTRIBUTE in _text(_attributes_path(vault)).splitlines() else State.ABSENT,
        _hook_state(vault, hook_path, hook),
        hook_path,
    )


def _hook_state(vault: Path, path: Path, text: str) -> State:
    if _SIGNATURE in text:
        return State.INSTALLED if _below(vault) in _vaults_of(text) else State.ABSENT
    if _CALLS_TELEO.search(text):
        return State.INSTALLED
    return State.OTHER if text or not _is_of_clone(vault, path) else State.ABSENT


def install(vault: Path) -> Status:
    """Set up the clone that holds `vault`; a pre-commit hook that is not teleo's is left alone, and so is a
    folder of hooks that other repositories share. Vaults that were set up before stay so.

    Raises:
        NoRepositoryError: the vault is in no repository.
        GitError: git is missing or refused.
        WriteRefusedError: a file could not be written.
    """
    status = status_of(vault)
    git_bytes("config", "--local", "merge.teleo.name", "teleo merge of notes", folder=vault)
    git_bytes("config", "--local", _DRIVER, _driver_command(), folder=vault)
    attributes = _attributes_path(vault)
    lines = _text(attributes)
    if ATTRIBUTE not in lines.splitlines():
        _write(attributes, lines + ("\n" if lines and not lines.endswith("\n") else "") + f"{ATTRIBUTE}\n")
    if status.hook is not State.OTHER and _is_own(status.hook_path):
        status.hook_path.parent.mkdir(parents=True, exist_ok=True)
        others = set(_vaults_of(_text(status.hook_path)))
        _write(status.hook_path, _hook_text(others | {_below(vault)}))
        status.hook_path.chmod(status.hook_path.stat().st_mode | _EXECUTABLE)
    return status_of(vault)


def uninstall(vault: Path) -> Status:
    """Take away from the clone what `install` set up, and nothing else; what another vault needs stays.

    Raises:
        NoRepositoryError: the vault is in no repository.
        GitError: git is missing or refused.
        WriteRefusedError: a file could not be written.
    """
    status = status_of(vault)
    others = _other_vaults(vault, _text(status.hook_path))
    if status.driver is State.INSTALLED and not others:
        git_bytes("config", "--local", "--remove-section", "merge.teleo", folder=vault)
    attributes = _attributes_path(vault)
    if status.attributes is State.INSTALLED:
        left = "".join(
            line for line in _text(attributes).splitlines(keepends=True) if line.strip() != ATTRIBUTE
        )
        if left:
            _write(attributes, left)
        else:
            attributes.unlink()
    if status.hook is State.INSTALLED and _is_own(status.hook_path):
        if others:
            _write(status.hook_path, _hook_text(others))
        else:
            status.hook_path.unlink(missing_ok=True)
    return status_of(vault)


def top_of(vault: Path) -> Path:
    """Return the top folder of the work tree that holds `vault`.

    Raises:
        NoRepositoryError: the vault is in no repository.
        GitError: git is missing, or refuses to look at the repository.
    """
    answer = ask_git("rev-parse", "--show-toplevel", folder=vault)
    if answer.code != 0 and "not a git repository" not in answer.complaint:
        raise GitError(("rev-parse", "--show-toplevel"), answer.complaint, answer.code)
    if answer.code != 0 or not answer.text.strip():
        raise NoRepositoryError(vault)
    return answer.path


def _hook_path(vault: Path) -> Path:
    """Return where git looks for the pre-commit hook; the runner hides `core.hooksPath`, so it is asked for."""
    top = top_of(vault)
    for scope in ("--local", "--global", "--system"):
        configured = ask_git("config", scope, "--type=path", "--get", "core.hooksPath", folder=vault)
        if configured.code == 0 and configured.text.strip():
            return top / configured.path / "pre-commit"
    return _shared_folder(top) / "hooks" / "pre-commit"


def _shared_folder(top: Path) -> Path:
    """Return git's own folder of a clone, which its work trees share."""
    return top / GitAnswer(0, git_bytes("rev-parse", "--git-common-dir", folder=top), "").path


def _is_of_clone(vault: Path, path: Path) -> bool:
    """Return whether a path lies in this clone: hooks elsewhere may be those of all repositories."""
    top = top_of(vault)
    return any(path.resolve().is_relative_to(folder.resolve()) for folder in (top, _shared_folder(top)))


def _is_own(path: Path) -> bool:
    text = _text(path)
    return not text or _SIGNATURE in text


def _attributes_path(vault: Path) -> Path:
    return vault / ".gitattributes"


def _command(*arguments: str) -> str:
    # With -P a module that lies in the vault is never taken for one of Python's or teleo's own.
    return shlex.join([sys.executable, "-P", "-m", "teleo", *arguments])


def _driver_command() -> str:
    """Return the driver, as a line of shell. Where teleo is gone or fails, git's own merge of text takes its place.

    Otherwise git would leave our version alone in the file, and who adds it would lose theirs.
    """
    # git puts the names of its files in place of what begins with a percent sign; those of the sides since 2.44.
    # A note's name may begin with a dash, and is none of the options then.
    merge = f"{_command('merge-driver').replace('%', '%%')} --ours-label=%X --theirs-label=%Y"
    is_there = shlex.join([sys.executable, "-P", "-c", "import teleo"]).replace("%", "%%")
    said = "teleo: it could not merge this note, so git merges its text; run `teleo hook install` again"
    return (
        f"if {is_there} 2>/dev/null; then {merge} --marker-size %L -- %O %A %B %P; "
        f"code=$?; [ $code -gt 1 ] || exit $code; fi; echo {shlex.quote(said)} >&2; "
        "git merge-file --marker-size=%L -L ours -L base -L theirs -- %A %O %B || exit 1"
    )


def _hook_text(vaults: Collection[str]) -> str:
    """Return the hook of these vaults, paths below the top; one that is not on a branch is passed over."""
    python = shlex.quote(sys.executable)
    gone = "teleo: its Python is gone; run `teleo hook install` again, or commit with --no-verify"
    is_any_there = " || ".join(f"[ -d {shlex.quote(below)} ]" for below in sorted(vaults))
    return (
        f"#!/bin/sh\n{_SIGNATURE}\n"
        f"{is_any_there} || exit 0\n"
        f"[ -x {python} ] || {{ echo {shlex.quote(gone)} >&2; exit 1; }}\n"
    ) + "".join(
        f"[ ! -d {shlex.quote(below)} ] || {_command('hook', 'run', '--vault', below)} || exit $?\n"
        for below in sorted(vaults)
    )


def _vaults_of(text: str) -> tuple[str, ...]:
    """Return the vaults of teleo's own hook, as paths below the top; none of a hook of somebody else."""
    if _SIGNATURE not in text:
        return ()
    return tuple(shlex.split(quoted)[0] for quoted in _RUNS.findall(text))


def _other_vaults(vault: Path, text: str) -> frozenset[str]:
    """Return the vaults of teleo's own hook besides this one that are still there."""
    top = top_of(vault)
    return frozenset(each for each in _vaults_of(text) if each != _below(vault) and (top / each).is_dir())


def _below(vault: Path) -> str:
    return vault.resolve().relative_to(top_of(vault).resolve()).as_posix()


def _text(path: Path) -> str:
    try:
        return read_bytes(path.parent, path.name).decode("utf-8", "surrogateescape")
    except FileUnreadableError:
        return ""


def _write(path: Path, text: str) -> None:
    old = _text(path).encode("utf-8", "surrogateescape")
    write_file(path, text.encode("utf-8", "surrogateescape"), digest(old) if path.exists() else None)

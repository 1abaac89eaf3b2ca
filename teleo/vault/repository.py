"""What git's answers on a repository follow from: its files, its newest commit, and the variables that git reads."""

import os
from collections.abc import Iterable
from pathlib import Path

from teleo.vault.git import GitError, ask_git, is_below_git
from teleo.vault.states import state_of

_OF_GIT = ("config", "shallow", "packed-refs", "info/grafts", "info/attributes", "refs/replace")
_VARIABLES = ("GIT_", "XDG_", "HOME")


def repository_state(root: Path) -> str:
    """Return a text that changes with what git tells of the history of the vault at `root`."""
    states = (f"{path} {state_of(path)}" for path in repository_files(root))
    return "\0".join((newest_commit(root), *states, *variables(_VARIABLES)))


def repository_files(root: Path) -> tuple[Path, ...]:
    """Return the files from which git learns how to tell the history of the vault at `root`."""
    if not is_below_git(root):
        return ()
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - which raises nothing where there is none
    own = (
        home / ".gitconfig",
        Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "git" / "config",
    )
    try:
        common = ask_git("rev-parse", "--path-format=absolute", "--git-common-dir", folder=root).path
    except GitError:
        return own
    return (*own, root / ".mailmap", *(common / name for name in _OF_GIT))


def newest_commit(root: Path) -> str:
    """Return what git answers when it is asked for the commit of the vault at `root`; nothing without a repository."""
    if not is_below_git(root):
        return ""
    try:
        answer = ask_git("rev-parse", "--verify", "--quiet", "HEAD", folder=root)
    except GitError as error:
        return error.complaint
    return f"{answer.code} {answer.text}"


def variables(beginnings: tuple[str, ...]) -> Iterable[str]:
    """Return the environment's variables whose names begin so, in order, each as `NAME=value`."""
    return sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith(beginnings))

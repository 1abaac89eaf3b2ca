"""The one way to run git: an argument list, no shell, nothing that a stranger's repository configures."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from teleo.errors import TeleoError

_HARDENED = (
    "git",
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.quotePath=false"),
    *("-c", "core.pager=cat"),
    *("-c", "diff.renameLimit=1000"),
    *("-c", "log.showRoot=true"),
    *("-c", "log.showSignature=false"),
    *("-c", "protocol.allow=never"),
)

_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C.UTF-8",
}

_TIMEOUT_S = 120.0
_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
_NO_DRIVERS = ("--no-ext-diff", "--no-textconv")
_SHOWS_CHANGES = frozenset({"diff", "diff-files", "diff-index", "diff-tree", "log", "show", "whatchanged"})


class GitError(TeleoError):
    """git is missing or cannot be run, or did not do what it was asked."""

    def __init__(self, arguments: tuple[str, ...], complaint: str, code: int | None = None) -> None:
        super().__init__(f"git {' '.join(arguments)}: {complaint}")
        self.arguments = arguments
        self.complaint = complaint
        self.code = code


@dataclass(frozen=True, slots=True)
class GitAnswer:
    """How a run of git ended: its exit code, what it printed, and what it complained of."""

    code: int
    output: bytes
    complaint: str

    @property
    def text(self) -> str:
        """The output as text; bytes that are no UTF-8 become replacement characters."""
        return self.output.decode("utf-8", "replace")

    @property
    def path(self) -> Path:
        """The output as a path, whatever its bytes."""
        return Path(os.fsdecode(self.output.removesuffix(b"\n")))


def is_below_git(root: Path) -> bool:
    """Whether a repository, or what looks like one, holds the folder `root`; no git is asked."""
    root = root.resolve()
    is_named = "GIT_DIR" in os.environ or "GIT_WORK_TREE" in os.environ
    return is_named or any((parent / ".git").exists() for parent in (root, *root.parents))


def ask_git(*arguments: str, folder: Path, stdin: bytes = b"") -> GitAnswer:
    """Run `git ARGUMENTS` in `folder` and return its answer, whatever its exit code.

    No pager, hook, file-system monitor, external diff, text conversion, signature program or transport of
    the repository's configuration is run. A configured clean filter still is when git compares the work
    tree, so ask about objects and the index where both would do.

    Raises:
        GitError: git is not installed, cannot be run, or was still running after two minutes.
    """
    drivers = _NO_DRIVERS if arguments[:1] and arguments[0] in _SHOWS_CHANGES else ()
    command = [*_HARDENED, *arguments[:1], *drivers, *arguments[1:]]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            input=stdin,
            capture_output=True,
            timeout=_TIMEOUT_S,
            env=_environment(),
            check=False,
        )
    except FileNotFoundError as error:
        if not folder.is_dir():
            raise GitError(arguments, f"the folder {folder} does not exist") from error
        raise GitError(arguments, "git is not installed or not on the PATH") from error
    except OSError as error:
        problem = f"git cannot be run: {error.strerror}; see that the PATH leads to a program"
        raise GitError(arguments, problem) from error
    except subprocess.TimeoutExpired as error:
        raise GitError(arguments, f"no answer within {_TIMEOUT_S:g} seconds") from error
    return GitAnswer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip())


def _environment() -> dict[str, str]:
    """Return the variables for git; the folder says which repository is meant.

    In a hook git names its own folder and leaves the work tree to be guessed, wrongly from a folder below the
    top; where both are named, somebody meant it. It names the work tree as seen from its top, where the hook
    starts, and the folder asked about may be another.
    """
    left_out = {"GIT_EXTERNAL_DIFF", "GIT_PREFIX"}
    if "GIT_WORK_TREE" not in os.environ:
        left_out.add("GIT_DIR")
    kept = {key: value for key, value in os.environ.items() if key not in left_out}
    places = {key: os.fspath(Path.cwd() / kept[key]) for key in _PLACES if kept.get(key)}
    return kept | places | _ENVIRONMENT


def git_bytes(*arguments: str, folder: Path, stdin: bytes = b"") -> bytes:
    """Run `git ARGUMENTS` in `folder` and return what it printed.

    Raises:
        GitError: git is missing, too slow, or ended with a code other than 0.
    """
    answer = ask_git(*arguments, folder=folder, stdin=stdin)
    if answer.code != 0:
        raise GitError(arguments, answer.complaint or f"ended with code {answer.code}", answer.code)
    return answer.output


def git_text(*arguments: str, folder: Path, stdin: bytes = b"") -> str:
    """Run `git ARGUMENTS` in `folder` and return what it printed, as text without the last line break.

    Raises:
        GitError: git is missing, too slow, or ended with a code other than 0.
    """
    raw = git_bytes(*arguments, folder=folder, stdin=stdin)
    return raw.decode("utf-8", "replace").removesuffix("\n")


def blobs(folder: Path, object_ids: Sequence[bytes]) -> Iterator[bytes | None]:
    """Yield the bytes that git keeps by each of these names, `None` for what is not in this clone."""
    if not object_ids:
        return
    raw = git_bytes("cat-file", "--batch", "--buffer", folder=folder, stdin=b"\n".join(object_ids) + b"\n")
    position = 0
    for _ in object_ids:
        end = raw.index(b"\n", position)
        size_or_fault = raw[position:end].rsplit(b" ", 1)[1]
        position = end + 1
        if not size_or_fault.isdigit():
            yield None
            continue
        size = int(size_or_fault)
        yield raw[position : position + size]
        position += size + 1

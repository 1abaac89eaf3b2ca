"""The vault as git remembers it: an earlier state read without touching the work tree, renames, commits."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from teleo.config import Config
from teleo.errors import TeleoError
from teleo.model import Note
from teleo.vault.discover import note_filter
from teleo.vault.git import GitError, ask_git, blobs, git_bytes, is_below_git
from teleo.vault.reader import Vault, read_note

# NUL parts the fields of a commit and the paths, being the one character that none of them can hold.
_FIELDS = 6
_LOG = (
    "log",
    "-z",
    "--encoding=UTF-8",
    "--format=%x00%H%x00%an%x00%as%x00%P%x00%s%x00%(trailers:only,unfold)%x00",
)
_RAW = ("--raw", "--no-abbrev", "-z")
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_CHANGE = re.compile(r":\d+ \d+ ([0-9a-f]+) [0-9a-f]+ ([A-Z])\d*")
_DAY = re.compile(r"\d{4,}-\d\d-\d\d")
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]+")
_FILE_MODES = frozenset({b"100644", b"100755"})


class RevisionError(TeleoError):
    """A revision cannot be read."""

    def __init__(self, root: Path, revision: str, problem: str) -> None:
        super().__init__(f"{root}: cannot read the revision {revision!r}: {problem}")
        self.root = root
        self.revision = revision


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: full hash, author, day as `2026-03-24` or nothing, subject, trailers as (key, value), parents.

    `is_cut` when a shallow copy of the history begins with it: all files seem new, and what it changed is not known.
    """

    hash: str
    author: str
    date: str
    subject: str
    trailers: tuple[tuple[str, str], ...] = ()
    parents: tuple[str, ...] = ()
    is_cut: bool = False

    @property
    def is_merge(self) -> bool:
        """Whether the commit joins several lines of history."""
        return len(self.parents) > 1


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit did to one file: `A`dded, `D`eleted, `M`odified or `R`enamed from `old`.

    `was` is git's name for the text that the file had before, empty for one that is new.
    """

    kind: str
    path: str
    old: str = ""
    was: str = ""


def is_in_git(root: Path) -> bool:
    """Whether the vault at `root` lies in a git work tree that has a commit.

    Raises:
        GitError: a repository holds it, and git is missing or will not read it.
    """
    if not root.is_dir() or not is_below_git(root):
        return False
    arguments = ("rev-parse", "--verify", "--quiet", "HEAD")
    answer = ask_git(*arguments, folder=root)
    if answer.code and answer.complaint and "not a git repository" not in answer.complaint:
        raise GitError(arguments, answer.complaint, answer.code)
    return answer.code == 0


def commit_of(root: Path, revision: str) -> str:
    """Return the full hash of the commit that `revision` names.

    `main...` names the newest commit that HEAD and main have in common: what changed since then is what the
    branch did, whatever came to main meanwhile.

    Raises:
        RevisionError: the vault is in no repository, or no commit has that name.
    """
    answer = ask_git(
        "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", folder=root
    )
    if answer.code == 0:
        return answer.text.strip()
    inside = ask_git("rev-parse", "--is-inside-work-tree", folder=root)
    if inside.code != 0:
        is_none = "not a git repository" in inside.complaint
        said = " ".join(inside.complaint.removeprefix("fatal: ").split())
        raise RevisionError(
            root, revision, "the vault is in no git repository" if is_none else f"git says: {said}"
        )
    other, dots, end = revision.partition("...")
    if dots and end in ("", "HEAD"):
        shared = ask_git("merge-base", commit_of(root, other or "HEAD"), "HEAD", folder=root)
        if shared.code == 0:
            return shared.text.strip()
        raise RevisionError(
            root, revision, f"it has no commit in common with HEAD in this clone{_advice(root)}"
        )
    if ".." in revision:
        raise RevisionError(root, revision, "it names a range; write the one revision to compare with")
    raise RevisionError(root, revision, f"no commit has that name{_advice(root)}")


def _advice(root: Path) -> str:
    """Return what to do where a clone has only the newest commits, nothing for a whole one."""
    answer = ask_git("rev-parse", "--is-shallow-repository", folder=root)
    is_shallow = answer.text.strip() == "true"
    return (
        "; this clone is shallow: run `git fetch --unshallow`, or check out with its whole history"
        if is_shallow
        else ""
    )


def read_revision(root: Path, revision: str, config: Config) -> Vault:
    """Return the vault as it was at `revision`, read from git's objects under the settings of today.

    Links and files over the limit are left out, as they are from the vault of today.

    Raises:
        RevisionError: there is no such revision.
    """
    commit = commit_of(root, revision)
    may_be_note = note_filter(config)
    listing = git_bytes("ls-tree", "-r", "-z", "--long", commit, folder=root)
    wanted: list[tuple[str, bytes]] = []
    for record in filter(None, listing.split(b"\0")):
        facts, _, raw_path = record.partition(b"\t")
        mode, _, object_id, size = facts.split()
        path = raw_path.decode("utf-8", "replace")
        if mode in _FILE_MODES and may_be_note(path) and int(size) <= config.check.max_file_kib * 1024:
            wanted.append((path, object_id))
    notes: list[Note] = []
    for (path, _), raw in zip(wanted, blobs(root, [object_id for _, object_id in wanted]), strict=True):
        if raw is None:
            raise RevisionError(root, revision, "its files are not in this clone; fetch them first")
        notes.append(read_note(path, raw, config))
    return Vault(root, config, tuple(sorted(notes, key=lambda note: note.id)))


def renames_since(root: Path, revision: str) -> Mapping[str, str]:
    """Return old paths by new ones, below the vault, of files that git finds renamed up to its index."""
    commit = commit_of(root, revision)
    arguments = ("diff", "--cached", "--relative", "--find-renames", "--diff-filter=R", *_RAW)
    raw = git_bytes(*arguments, commit, "--", ".", folder=root)
    changes, _ = _changes(raw.decode("utf-8", "replace").split("\0"), 0)
    return {change.path: change.old for change in changes}


def commits_of(root: Path, path: str, limit: int) -> tuple[Commit, ...]:
    """Return the newest commits that touched a file below the vault, through its renames; newest first."""
    answer = ask_git(*_LOG, f"-n{limit}", "--follow", *_RAW, "--", path, folder=root)
    found: list[Commit] = []
    for commit, changes in read_log(answer.text if answer.code == 0 else ""):
        found.append(commit)
        # git goes on to the file that a new one is most like, as two notes of one template are.
        if any(change.kind == "A" for change in changes):
            break
    return tuple(found)


def log_with_changes(root: Path, *, joints: bool = False) -> Iterator[tuple[Commit, tuple[Change, ...]]]:
    """Yield every commit of the current branch, newest first, with what it did to files below the vault.

    A merge comes with its changes against its first parent, which the commits it merged did before. A commit with
    which a shallow copy of the history begins comes without changes.

    Args:
        root: the folder of the vault.
        joints: yield no commit before one that follows it, all merges too, and as parents the nearest commits
            that are yielded, so that lines of history can be followed.
    """
    # Without the two options git leaves out merges that changed nothing against one of the branches they join.
    history = ("--full-history", "--show-pulls", "--diff-merges=first-parent")
    lines = ("--parents", "--date-order") if joints else ()
    changes = ("--relative", "--find-renames", *_RAW)
    answer = git_bytes(*_LOG, *history, *lines, *changes, "--", ".", folder=root)
    cut = _cut_commits(root)
    for commit, changed in read_log(answer.decode("utf-8", "replace")):
        yield (replace(commit, is_cut=True), ()) if commit.hash in cut else (commit, changed)


def _cut_commits(root: Path) -> frozenset[str]:
    """Return the hashes of the commits with which a shallow copy of a history begins; a whole one has none."""
    answer = ask_git("rev-parse", "--is-shallow-repository", "--git-path", "shallow", folder=root)
    is_shallow, _, path = answer.text.strip().partition("\n")
    if is_shallow != "true":
        return frozenset()
    try:
        return frozenset((root / path).read_text(encoding="ascii", errors="replace").split())
    except OSError:
        return frozenset()


def read_log(text: str) -> Iterator[tuple[Commit, tuple[Change, ...]]]:
    """Yield the commits of a log with their changes; what is no whole record is passed over."""
    parts = text.split("\0")
    position = 0
    while position + _FIELDS <= len(parts):
        if _HASH.fullmatch(parts[position]) is None:
            position += 1
            continue
        hash_, author, date, parents, subject, trailers = parts[position : position + _FIELDS]
        changes, position = _changes(parts, position + _FIELDS)
        pairs = (line.partition(":") for line in trailers.split("\n") if line)
        read = tuple((key.strip(), _plain(value)) for key, _, value in pairs)
        when = date if _DAY.fullmatch(date) else ""  # git prints `%as` where a commit tells no day
        yield Commit(hash_, _plain(author), when, _plain(subject), read, tuple(parents.split())), changes


def _changes(parts: Sequence[str], position: int) -> tuple[tuple[Change, ...], int]:
    """Return the changes that are listed from `position` on, and the position after them."""
    found: list[Change] = []
    while position < len(parts) and (facts := parts[position].lstrip("\n"))[:1] in ("", ":"):
        position += 1
        if (match := _CHANGE.fullmatch(facts)) is None:
            continue
        was, kind = match[1].strip("0") and match[1], match[2]
        names = parts[position : position + (2 if kind in ("R", "C") else 1)]
        position += len(names)
        if kind == "R" and len(names) == 2:
            found.append(Change(kind, names[1], names[0], was))
        elif kind == "C" and len(names) == 2:
            found.append(Change("A", names[1]))
        elif kind not in ("R", "C") and names:
            found.append(Change(kind, names[0], was=was))
    return tuple(found), position


def _plain(text: str) -> str:
    """Return a line without the control characters that no page and no terminal should be given."""
    return _CONTROLS.sub(" ", text).strip()

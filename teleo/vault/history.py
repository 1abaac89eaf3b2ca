"""The vault as git remembers it: an earlier state read without touching the work tree, renames, commits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from teleo.config import Config
from teleo.errors import TeleoError
from teleo.vault.discover import note_filter
from teleo.vault.git import ask_git, git_bytes
from teleo.vault.reader import Vault, read_note

# Control characters that subjects do not hold part the fields of a commit; NUL parts the paths.
_FORMAT = "--format=%x1e%H%x1f%an%x1f%as%x1f%P%x1f%s%x1f%(trailers:only,unfold,separator=%x1d)%x1f"
_FILE_MODES = frozenset({b"100644", b"100755"})


class RevisionError(TeleoError):
    """A revision cannot be read."""

    def __init__(self, root: Path, revision: str, problem: str) -> None:
        super().__init__(f"{root}: cannot read the revision {revision!r}: {problem}")
        self.root = root
        self.revision = revision


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: full hash, author, day as `2026-03-24`, subject, trailers as (key, value), parents."""

    hash: str
    author: str
    date: str
    subject: str
    trailers: tuple[tuple[str, str], ...] = ()
    parents: tuple[str, ...] = ()

    @property
    def is_merge(self) -> bool:
        """Whether the commit joins several lines of history."""
        return len(self.parents) > 1


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit did to one file: `A`dded, `D`eleted, `M`odified or `R`enamed from `old`."""

    kind: str
    path: str
    old: str = ""


def is_in_git(root: Path) -> bool:
    """Whether the vault at `root` lies in a git work tree that has a commit."""
    return root.is_dir() and ask_git("rev-parse", "--verify", "--quiet", "HEAD", folder=root).code == 0


def commit_of(root: Path, revision: str) -> str:
    """Return the full hash of the commit that `revision` names.

    Raises:
        RevisionError: the vault is in no repository, or no commit has that name.
    """
    answer = ask_git(
        "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", folder=root
    )
    if answer.code == 0:
        return answer.text.strip()
    if ask_git("rev-parse", "--is-inside-work-tree", folder=root).code != 0:
        raise RevisionError(root, revision, "the vault is in no git repository")
    raise RevisionError(root, revision, "no commit has that name")


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
    blobs = _blobs(root, revision, [object_id for _, object_id in wanted])
    notes = [read_note(path, raw, config) for (path, _), raw in zip(wanted, blobs, strict=True)]
    return Vault(root, config, tuple(sorted(notes, key=lambda note: note.id)))


def renames_since(root: Path, revision: str) -> Mapping[str, str]:
    """Return old paths by new ones, below the vault, of files that git finds renamed up to its index."""
    commit = commit_of(root, revision)
    arguments = ("diff", "--cached", "--relative", "--find-renames", "--diff-filter=R", "--name-status", "-z")
    raw = git_bytes(*arguments, commit, "--", ".", folder=root)
    return {change.path: change.old for change in _changes(raw.decode("utf-8", "replace"))}


def commits_of(root: Path, path: str, limit: int) -> tuple[Commit, ...]:
    """Return the newest commits that touched a file below the vault, through its renames; newest first."""
    answer = ask_git("log", f"-n{limit}", "--follow", _FORMAT, "--", path, folder=root)
    return tuple(commit for commit, _ in _log(answer.text)) if answer.code == 0 else ()


def log_with_changes(root: Path) -> Iterator[tuple[Commit, tuple[Change, ...]]]:
    """Yield every commit of the current branch, newest first, with what it did to files below the vault.

    A merge comes with its changes against its first parent, which the commits it merged did before.
    """
    # Without the two options git leaves out merges that changed nothing against one of the branches they join.
    history = ("log", "--full-history", "--show-pulls", "--diff-merges=first-parent")
    changes = ("--relative", "--find-renames", "--name-status", "-z")
    yield from _log(git_bytes(*history, *changes, _FORMAT, "--", ".", folder=root).decode("utf-8", "replace"))


def _blobs(root: Path, revision: str, object_ids: list[bytes]) -> Iterator[bytes]:
    if not object_ids:
        return
    raw = git_bytes("cat-file", "--batch", folder=root, stdin=b"\n".join(object_ids) + b"\n")
    position = 0
    for _ in object_ids:
        end = raw.index(b"\n", position)
        size_or_fault = raw[position:end].rsplit(b" ", 1)[1]
        if not size_or_fault.isdigit():
            raise RevisionError(root, revision, "its files are not in this clone; fetch them first")
        size = int(size_or_fault)
        yield raw[end + 1 : end + 1 + size]
        position = end + 1 + size + 1


def _log(text: str) -> Iterator[tuple[Commit, tuple[Change, ...]]]:
    for record in text.split("\x1e")[1:]:
        fields = record.split("\x1f", 6)
        if len(fields) < 7:
            continue
        hash_, author, date, parents, subject, trailers, rest = fields
        pairs = (line.partition(":") for line in trailers.split("\x1d") if line)
        read = tuple((key.strip(), value.strip()) for key, _, value in pairs)
        commit = Commit(hash_, author, date, subject, read, tuple(parents.split()))
        yield commit, tuple(_changes(rest.lstrip("\0\n")))


def _changes(text: str) -> Iterator[Change]:
    parts = iter(text.split("\0"))
    for kind in parts:
        kind = kind.strip("\n")
        if kind.startswith(("R", "C")):
            old, new = next(parts), next(parts)
            yield Change("R" if kind.startswith("R") else "A", new, old if kind.startswith("R") else "")
        elif kind:
            yield Change(kind[:1], next(parts))

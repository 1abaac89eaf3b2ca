"""What `merge-driver` and `merge-file` share: read three versions, merge, say what came of it."""

from pathlib import Path

import click

from teleo.cli.formatted import shown
from teleo.errors import TeleoError
from teleo.formatting.merge import Labels, Merged, merge_bytes


class VersionUnreadableError(TeleoError):
    """One of the versions to merge cannot be read."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path} cannot be read: {problem}; name an existing file")
        self.path = path
        self.problem = problem


def merge_versions(base: Path, ours: Path, theirs: Path, labels: Labels) -> Merged:
    """Return the merge of three files.

    Raises:
        VersionUnreadableError: one of them cannot be read.
        GitError: git is missing.
    """
    return merge_bytes(_read(base), _read(ours), _read(theirs), labels)


def report_merge(name: str, merged: Merged) -> int:
    """Say on stderr what is left to do with the file called `name`; return the exit code."""
    name, problem = shown(name), shown(merged.problem)
    if problem:
        click.echo(f"{name}: merged as text, since it could not be merged by fields: {problem}", err=True)
        click.echo(f"{name}: look it over, then `git add` it", err=True)
    elif not merged.is_clean:
        click.echo(f"{name}: two sides changed the same; keep one between each pair of markers", err=True)
    return 0 if merged.is_clean else 1


def _read(path: Path) -> bytes:
    # The versions are git's temporary files or what a person named, and no notes of a vault.
    try:
        return path.read_bytes()
    except OSError as error:
        raise VersionUnreadableError(path, error.strerror or str(error)) from error

"""Finds the files of a vault: no link is followed, and what is passed over is said."""

import os
import posixpath
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from teleo.config import CONFIG_NAME, SITE_MANIFEST, Config
from teleo.errors import TeleoError
from teleo.model import Fault, Span

_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})


class VaultNotFoundError(TeleoError):
    """There is no vault where one was looked for."""

    def __init__(self, path: Path, advice: str) -> None:
        super().__init__(f"no vault at {path}: {advice}")
        self.path = path


@dataclass(frozen=True, slots=True)
class Found:
    """The paths of a vault's notes, relative and sorted, and what was passed over with the reason."""

    paths: tuple[str, ...]
    faults: tuple[tuple[str, Fault], ...]


def find_root(given: Path | None, start: Path) -> Path:
    """Return the folder of the vault: the one given, else the nearest parent of `start` with a
    `teleo.toml`, else `vault` below `start`.

    Raises:
        VaultNotFoundError: there is no such folder.
    """
    if given is not None:
        if not given.is_dir():
            problem = "it is a file; name its folder" if given.exists() else "there is no such folder"
            raise VaultNotFoundError(given, problem)
        return given
    if (found := folder_with_settings(start)) is not None:
        return found
    if (start / "vault").is_dir():
        return start / "vault"
    advice = (
        f"neither it nor a folder above it holds {CONFIG_NAME}, and there is no folder `vault` in it; name one with "
        "--vault DIR, this folder with `--vault .`, or try `teleo demo`"
    )
    raise VaultNotFoundError(start, advice)


def folder_with_settings(place: Path) -> Path | None:
    """Return the nearest of `place` and the folders above it that holds a `teleo.toml`, if any does."""
    return next((folder for folder in (place, *place.parents) if (folder / CONFIG_NAME).is_file()), None)


def find_files(root: Path, config: Config) -> Found:
    """Return the Markdown files below `root` that the settings include.

    Hidden folders, `node_modules`, the site's output and folders that hold a built site are left out; symbolic
    links, what is no regular file and folders that cannot be read become faults of code FM107.
    """
    is_included = _matcher(config)
    paths: list[str] = []
    faults: list[tuple[str, Fault]] = []
    for path, entry in _walk(root, _output(config), faults):
        if not (is_included(path) or _leads_to_folder(entry)):
            continue
        problem = file_problem(path, entry.stat(follow_symlinks=False), config.check.max_file_kib)
        if problem:
            faults.append((_printable(path), Fault("FM107", Span(0, 0), problem)))
        else:
            paths.append(path)
    return Found(tuple(sorted(paths)), tuple(sorted(faults, key=lambda pair: pair[0])))


def note_filter(config: Config, root: Path | None = None) -> Callable[[str], bool]:
    """Return whether a path below the vault may be a note: by its name alone, as git knows old files.

    With the `root` of the vault on the disk, what lies in a built site is none either.
    """
    is_included, output = _matcher(config), _output(config)

    def may_be_note(path: str) -> bool:
        parts = path.split("/")
        is_hidden = any(part.startswith(".") or part in _SKIPPED_FOLDERS for part in parts)
        if not is_included(path) or is_hidden or path.startswith(f"{output}/"):
            return False
        return root is None or not _is_in_site(root, path)

    return may_be_note


def _output(config: Config) -> str:
    return posixpath.normpath(config.site.output)


def _is_in_site(root: Path, path: str) -> bool:
    *folders, _ = PurePosixPath(path).parents
    return any((root / folder / SITE_MANIFEST).exists() for folder in folders)


def size_problem(size: int, limit_kib: int) -> str:
    """Return what is said of a file of `size` bytes that is over the limit; nothing when it is not."""
    if size <= limit_kib * 1024:
        return ""
    return (
        f"has {-(-size // 1024)} KiB, the limit is {limit_kib} (`max_file_kib`); split it or raise the limit"
    )


def _walk(root: Path, output: str, faults: list[tuple[str, Fault]]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield each entry that is no folder; a folder that cannot be read is added to `faults`."""
    pending = [(os.fspath(root), "")]
    while pending:
        current, prefix = pending.pop()
        try:
            entries = list(os.scandir(current))
        except OSError as error:
            problem = f"cannot be read, so no note in it was: {error.strerror}"
            faults.append((_printable(prefix.rstrip("/") or "."), Fault("FM107", Span(0, 0), problem)))
            continue
        if prefix and any(entry.name == SITE_MANIFEST for entry in entries):
            continue
        for entry in entries:
            path = prefix + entry.name
            if entry.name.startswith(".") or entry.name in _SKIPPED_FOLDERS or path == output:
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append((entry.path, path + "/"))
            else:
                yield path, entry


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a link to a folder; one that leads round in circles is none."""
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:
        return False


def _printable(path: str) -> str:
    return path.encode("utf-8", "replace").decode("utf-8")


def file_problem(path: str, status: os.stat_result, limit_kib: int) -> str:
    """Return why a file is passed over, by its path below the vault and its state, links not followed.

    The text is empty when it is not. A byte that is not UTF-8 stands in a path as half a surrogate pair.
    """
    if stat.S_ISLNK(status.st_mode):
        return "is a symbolic link, and links are not followed; put the file itself here"
    if not stat.S_ISREG(status.st_mode):
        return "is no regular file; remove it or leave it out with `exclude`"
    if problem := size_problem(status.st_size, limit_kib):
        return problem
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return "has a name that is not UTF-8, or stands in a folder of such a name; rename it"
    return ""


def _matcher(config: Config) -> Callable[[str], bool]:
    """Return whether a path is part of the vault, by the globs of the settings."""
    is_plain = config.vault.include == ("**/*.md",)
    include = [glob_pattern(pattern) for pattern in config.vault.include]
    exclude = [glob_pattern(pattern) for pattern in config.vault.exclude]

    def matches(path: str) -> bool:
        is_included = path.endswith(".md") if is_plain else any(glob.fullmatch(path) for glob in include)
        return is_included and not any(glob.fullmatch(path) for glob in exclude)

    return matches


def glob_pattern(pattern: str) -> re.Pattern[str]:
    """Return a gitignore-like glob as a pattern for whole paths; `pathspec` would cost 29 ms to import.

    Where a star may end is settled at the first place that fits, so that no glob takes long on any path.
    """
    segments = pattern.strip("/").split("/")
    if len(segments) == 1 and not pattern.startswith("/"):
        segments.insert(0, "**")
    below = "/.*" if pattern.endswith("/") else "(?:/.*)?"
    while segments and segments[-1] == "**":
        segments.pop()
        below = "/.*"
    if not segments:
        return re.compile(".*", re.DOTALL)
    groups: list[list[str]] = [[]]
    for segment in segments:
        if segment == "**":
            groups.append([])
        else:
            groups[-1].append(_segment_pattern(segment))
    anchored, *floating = ("/".join(group) for group in groups)
    parts = [anchored] if anchored else []
    parts += [f"(?>(?:[^/]*/)*?{group}(?=/|\\Z))" for group in floating if group]
    return re.compile("/".join(parts) + below, re.DOTALL)


def _segment_pattern(segment: str) -> str:
    first, *rest = (
        "".join("[^/]" if sign == "?" else re.escape(sign) for sign in chunk)
        for chunk in re.split(r"\*+", segment)
    )
    if not rest:
        return first
    middle = "".join(f"(?>[^/]*?{chunk})" for chunk in rest[:-1] if chunk)
    return f"{first}{middle}[^/]*{rest[-1]}"

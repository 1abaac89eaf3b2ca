"""Finds the notes to format in a vault or a folder."""

from collections.abc import Iterator
from pathlib import Path

from teleo.config import CONFIG_NAME, Config, read_config
from teleo.vault.discover import find_files, find_root


def notes_of_vault(given: Path | None) -> Iterator[Path]:
    """Yield the files of the vault at `given`, or of the vault that the working folder belongs to.

    Raises:
        VaultNotFoundError: there is no vault.
        ConfigError: its settings cannot be read.
    """
    yield from _shown(_notes(find_root(given, Path.cwd())))


def notes_below(folder: Path) -> Iterator[Path]:
    """Yield the notes below a folder, by the settings of the vault that it lies in, if any.

    Raises:
        ConfigError: the vault's settings cannot be read.
    """
    absolute = folder.resolve()
    for parent in (absolute, *absolute.parents):
        if (parent / CONFIG_NAME).is_file():
            inside = [path for path in _notes(parent) if path.is_relative_to(absolute)]
            yield from (folder / path.relative_to(absolute) for path in inside)
            return
    yield from (folder / path for path in find_files(folder, Config()).paths)


def own_edge_fields(place: Path) -> frozenset[str]:
    """Return the edge fields that the settings of the vault add which holds `place`, if any does.

    Raises:
        ConfigError: the vault's settings cannot be read.
    """
    absolute = place.resolve()
    for parent in (absolute, *absolute.parents):
        if (parent / CONFIG_NAME).is_file():
            return frozenset(read_config(parent).types.fields)
    return frozenset()


def _notes(root: Path) -> list[Path]:
    return [root / path for path in find_files(root, read_config(root)).paths]


def _shown(paths: list[Path]) -> Iterator[Path]:
    """Yield each path from the working folder, where it lies below it."""
    here = Path.cwd()
    yield from (path.relative_to(here) if path.is_relative_to(here) else path for path in paths)

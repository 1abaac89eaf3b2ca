"""Finds the notes to format in a vault or a folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from teleo.config import Config, read_config
from teleo.formatting.files import FileOutcome
from teleo.vault.discover import find_files, find_root, folder_with_settings


@dataclass(frozen=True, slots=True)
class Selected:
    """The notes to format, and what was passed over, each as a failure that says why.

    Symbolic links are not among these: the file that one points to is formatted where it lies.
    """

    paths: tuple[Path, ...]
    passed_over: tuple[FileOutcome, ...] = ()


def notes_of_vault(given: Path | None) -> Selected:
    """Return the files of the vault at `given`, or of the vault that the working folder belongs to.

    Raises:
        VaultNotFoundError: there is no vault.
        ConfigError: its settings cannot be read.
    """
    return _selected(find_root(given, Path.cwd()), _from_here)


def notes_below(folder: Path) -> Selected:
    """Return the notes below a folder, by the settings of the vault that it lies in, if any.

    Raises:
        ConfigError: the vault's settings cannot be read.
    """
    absolute = folder.resolve()

    def shown(path: Path) -> Path | None:
        return folder / path.relative_to(absolute) if path.is_relative_to(absolute) else None

    root = folder_with_settings(absolute)
    return _selected(root, shown) if root is not None else _selected(absolute, shown, Config())


def own_edge_fields(place: Path) -> frozenset[str]:
    """Return the edge fields that the settings of the vault add which holds `place`, if any does.

    Raises:
        ConfigError: the vault's settings cannot be read.
    """
    root = folder_with_settings(place.resolve())
    return frozenset(read_config(root).types.fields) if root is not None else frozenset()


def _selected(root: Path, shown: Callable[[Path], Path | None], config: Config | None = None) -> Selected:
    """Return what a vault holds, under the names that `shown` gives, without what it gives none."""
    found = find_files(root, config or read_config(root))
    paths = (shown(root / path) for path in found.paths)
    passed_over = (
        (shown(root / path), fault.message) for path, fault in found.faults if not (root / path).is_symlink()
    )
    return Selected(
        tuple(path for path in paths if path is not None),
        tuple(FileOutcome(str(path), failure=message) for path, message in passed_over if path is not None),
    )


def _from_here(path: Path) -> Path:
    """Return a path from the working folder, where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path

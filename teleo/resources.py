"""Finds the data folders that travel with the package: `schemas`, `site` and `vault`."""

from pathlib import Path

from teleo.errors import TeleoError


class ResourceNotFoundError(TeleoError):
    """A bundled data folder is missing from the installation."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the bundled folder {name!r} is missing; install teleo again")
        self.name = name


def bundled(name: str) -> Path:
    """Return the folder `name` as installed, or the one of the checkout that this package runs from.

    Raises:
        ResourceNotFoundError: neither holds a folder of that name.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_bundled" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise ResourceNotFoundError(name)

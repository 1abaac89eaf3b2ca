"""The type of paths on the command line: what a person gives names a place."""

from pathlib import Path
from typing import Any

import click


class GivenPath(click.Path):
    """A path that is not empty.

    An empty one is a variable that was not set; `Path` would take it for the working folder, and all in it.
    """

    def __init__(self, *, file_okay: bool = True, dir_okay: bool = True, allow_dash: bool = False) -> None:
        super().__init__(file_okay=file_okay, dir_okay=dir_okay, allow_dash=allow_dash, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path.

        Raises:
            BadParameter: it is empty, or not of the kind asked for.
        """
        if value == "":
            self.fail("the path is empty; name one, such as . for the working folder", param, ctx)
        return super().convert(value, param, ctx)

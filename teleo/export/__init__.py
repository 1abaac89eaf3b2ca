"""Writes the graph in formats that other programs read: an explicit table, one file per format.

A format's module is imported when the format is asked for, because each brings a library of its own along.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from teleo.errors import TeleoError
from teleo.export.view import View

__all__ = ["FORMATS", "Format", "UnknownFormatError", "View", "export"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name on the command line, the module that writes it, and what it is for."""

    name: str
    module: str
    purpose: str


class UnknownFormatError(TeleoError):
    """No export has that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no export format {name!r}; choose one of {', '.join(FORMATS)}")
        self.name = name


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("node-link", "node_link", "the JSON of networkx.node_link_data"),
        Format("graphml", "graphml", "GraphML, for networkx, igraph, yEd and Gephi"),
        Format("html", "html", "one page to open or mail, drawn by vis-network"),
    )
}


def export(view: View, name: str) -> str:
    """Return `view` written in the format `name`; the same view gives the same text.

    Raises:
        UnknownFormatError: there is no such format.
        MissingExtraError: the format needs a library that is not installed.
    """
    if name not in FORMATS:
        raise UnknownFormatError(name)
    write: Callable[[View], str] = import_module(f"teleo.export.{FORMATS[name].module}").write
    return write(view)

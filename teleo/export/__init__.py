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
    """One format: its name on the command line, the module and the function that write it, what it is for."""

    name: str
    module: str
    purpose: str
    function: str = "write"


class UnknownFormatError(TeleoError):
    """No export has that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no export format {name!r}; choose one of {', '.join(FORMATS)}")
        self.name = name


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("html", "html", "one page to open or mail, drawn by vis-network"),
        Format("node-link", "node_link", "the JSON of networkx.node_link_data"),
        Format("graphml", "graphml", "GraphML, for networkx, igraph, yEd and Gephi"),
        Format("gexf", "gexf", "GEXF 1.3, for Gephi"),
        Format("cytoscape", "cytoscape", "JSON for Cytoscape and cytoscape.js"),
        Format("dot", "dot", "the language of Graphviz"),
        Format("csv", "spreadsheet", "notes as a table, with ratings and strength", "write_notes"),
        Format("csv-edges", "spreadsheet", "edges as a table", "write_edges"),
        Format("json-ld", "linked", "linked data: schema.org Claim and CreativeWork", "write_json_ld"),
        Format("turtle", "linked", "the same as Turtle", "write_turtle"),
        Format("bibtex", "bibliography", "source notes for BibTeX", "write_bibtex"),
        Format("csl-json", "bibliography", "source notes for citation processors", "write_csl_json"),
        Format("graph-data", "graph_data", "graph-data.json, for a web application"),
        Format("claims-context", "claims_context", "claims-context.json, for a language model's prompt"),
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
    chosen = FORMATS[name]
    write: Callable[[View], str] = getattr(import_module(f"teleo.export.{chosen.module}"), chosen.function)
    return write(view)

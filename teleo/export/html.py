"""The graph as one page by pyvis: everything inlined, tooltips as text, no request to any host."""

import base64
import hashlib
from pathlib import Path

from teleo.errors import MissingExtraError
from teleo.export.view import View, plain_note, writable
from teleo.model import ARGUING, Confidence, Edge, Note, NoteType, Relation

try:
    from jinja2 import DictLoader, Environment
    from pyvis.edge import Edge as DrawnEdge
    from pyvis.network import Network
    from pyvis.node import Node as DrawnNode
except ImportError as error:
    raise MissingExtraError("a graph as HTML", "pyvis") from error

RATING_COLOURS: dict[Confidence | None, str] = {
    Confidence.PROVEN: "#1a7f4b",
    Confidence.LIKELY: "#2f6fb3",
    Confidence.EXPERIMENTAL: "#c98a1b",
    Confidence.SPECULATIVE: "#b4483c",
    None: "#8a8f98",
}

# Shape says the type, so that colour is never the only sign of anything.
TYPE_SHAPES: dict[NoteType, str] = {
    NoteType.CLAIM: "dot",
    NoteType.BELIEF: "dot",
    NoteType.POSITION: "dot",
    NoteType.CONVICTION: "dot",
    NoteType.SOURCE: "square",
    NoteType.QUESTION: "diamond",
    NoteType.ENTITY: "hexagon",
    NoteType.MAP: "triangle",
    NoteType.NOTE: "star",
}

_GLYPHS = {"dot": "●", "square": "■", "diamond": "◆", "hexagon": "⬢", "triangle": "▲", "star": "★"}
_SPEAKING = (NoteType.BELIEF, NoteType.POSITION, NoteType.CONVICTION)
"""Types drawn like claims, which the legend leaves out."""

RELATION_STYLES: dict[Relation, tuple[str, bool | list[int], str]] = {
    Relation.DEPENDS_ON: ("#3a4a5c", False, "to"),
    Relation.SUPPORTS: ("#1a7f4b", False, "to"),
    Relation.CHALLENGES: ("#b4483c", [8, 4], "to"),
    Relation.CONTRADICTS: ("#b4483c", [2, 4], ""),
    Relation.RELATED: ("#7b68a6", [2, 6], ""),
    Relation.CITES: ("#8a6d3b", [10, 4, 2, 4], "to"),
    Relation.PART_OF: ("#9aa3ad", [6, 6], "to"),
    Relation.MENTIONS: ("#b9c0c8", False, "to"),
}
"""Colour, dashes in pixels (or none), and the ends with an arrowhead."""

_PAGE = Path(__file__).parent / "page"
_LABEL_LIMIT = 60
_HUB_DEGREE = 30
"""Edges from which on a note's label is large, so that it is drawn while the whole graph is in view."""
_LIVE_LIMIT = 300
"""Above so many notes the drawing settles before it is shown and edges are straight: curves cost most."""


def write(view: View) -> str:
    """Return an HTML page that draws the graph, works from a folder and without a network.

    Raises:
        MissingExtraError: at import, when pyvis is not installed.
    """
    notes = view.notes
    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    # Network.add_node and add_edge search a list for every call, which is quadratic in the notes.
    network.nodes = [_node(note, view.graph.degree(note.id)) for note in notes]
    network.edges = _edges(view.edges, is_curved=len(notes) <= _LIVE_LIMIT)
    network.options = _options(len(notes))
    network.templateEnv = _environment(Path(network.template_dir), view.vault.config.vault.title)
    page: str = network.generate_html()
    return page


def _node(note: Note, degree: int) -> dict[str, object]:
    facts = plain_note(note)
    title = facts["title"]
    drawn = DrawnNode(
        writable(note.id),
        TYPE_SHAPES[note.type],
        label=title if len(title) <= _LABEL_LIMIT else title[: _LABEL_LIMIT - 1] + "…",
        font={"size": 13 if degree < _HUB_DEGREE else 22},
        title=_tooltip(facts),
        color=RATING_COLOURS[note.confidence],
        size=8 + min(degree, 64) ** 0.5 * 3,
        borderWidth=1 + (note.confidence or 0),
        rating=facts["confidence"],
        kind=facts["type"],
        name=title,
    )
    options: dict[str, object] = drawn.options
    return options


def _tooltip(facts: dict[str, str]) -> str:
    known = [facts["type"], facts["confidence"], facts["domain"]]
    lines = [facts["title"], " · ".join(word for word in known if word), facts["description"]]
    return "\n".join(line for line in lines if line)


def _edges(edges: tuple[Edge, ...], *, is_curved: bool) -> list[dict[str, object]]:
    drawn: list[dict[str, object]] = []
    parallel: dict[frozenset[str], int] = {}
    for number, edge in enumerate(edges):
        ends = frozenset((edge.origin, edge.target))
        parallel[ends] = parallel.get(ends, -1) + 1
        colour, dashes, arrows = RELATION_STYLES[edge.relation]
        relation = edge.relation.value.replace("_", " ")
        one = DrawnEdge(
            writable(edge.origin),
            writable(edge.target),
            True,
            id=number,
            title=writable(f"{relation}: {edge.reason}" if edge.reason else relation),
            color={"color": colour, "opacity": 0.9 if edge.relation in ARGUING else 0.35, "inherit": False},
            dashes=dashes,
            relation=edge.relation.value,
            width=2 if edge.relation in ARGUING else 1,
        )
        one.options["arrows"] = arrows
        if is_curved:
            one.options["smooth"] = {
                "enabled": True,
                "type": "curvedCW",
                "roundness": 0.08 + 0.14 * parallel[ends],
            }
        drawn.append(one.options)
    return drawn


def _options(size: int) -> dict[str, object]:
    return {
        "layout": {"randomSeed": 7, "improvedLayout": size <= 120},
        "nodes": {
            "font": {"size": 13, "multi": False},
            "widthConstraint": {"maximum": 180},
            "scaling": {"label": {"drawThreshold": 9}},
        },
        "edges": {"smooth": False, "arrows": {"to": {"scaleFactor": 0.5}}},
        "interaction": {"hover": True, "tooltipDelay": 120, "hideEdgesOnDrag": size > _LIVE_LIMIT},
        "physics": {
            "enabled": True,
            "solver": "forceAtlas2Based",
            "forceAtlas2Based": {"gravitationalConstant": -60, "springLength": 110, "avoidOverlap": 0.2},
            "stabilization": {
                "enabled": True,
                "iterations": 300 if size <= 2000 else 60,
                "updateInterval": 10,
            },
        },
    }


def _environment(templates: Path, title: str) -> Environment:
    """Return templates for pyvis: its own page asks three hosts for styles and scripts, ours none."""
    library = templates / "lib" / "vis-9.1.2"
    environment = Environment(
        loader=DictLoader({"template.html": (_PAGE / "graph.html").read_text(encoding="utf-8")}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    scripts = [
        (library / "vis-network.min.js").read_text(encoding="utf-8"),
        (_PAGE / "graph.js").read_text(encoding="utf-8"),
    ]
    environment.globals.update(
        page_title=writable(title) or "Graph of claims",
        scripts=scripts,
        styles=[
            (library / "vis-network.css").read_text(encoding="utf-8"),
            (_PAGE / "graph.css").read_text(encoding="utf-8"),
        ],
        policy=_policy(scripts),
        ratings=[(rating.word if rating is not None else "no rating", RATING_COLOURS[rating])
                 for rating in (*reversed(Confidence), None)],
        types=[(_GLYPHS[shape], kind.value) for kind, shape in TYPE_SHAPES.items() if kind not in _SPEAKING],
        relations=[(relation.value, *RELATION_STYLES[relation][:2]) for relation in Relation],
    )  # fmt: skip
    return environment


def _policy(scripts: list[str]) -> str:
    """Return a content security policy that lets these scripts run and nothing be fetched."""
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {allowed}"

"""Notes and edges as CSV for spreadsheets, in which no text of a note can become a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from teleo.export.view import View, plain_edge, plain_note, writable
from teleo.graph.effective import effective_ratings
from teleo.graph.strength import strengths

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, full-width forms included."""


def write_notes(view: View) -> str:
    """Return a row for each note with its effective rating, strength and numbers of edges."""
    effective = effective_ratings(view.graph)
    strength = strengths(view.graph, view.vault.config.confidence.base).values
    rows: list[list[object]] = []
    head: list[str] = []
    for note in view.notes:
        rank = effective[note.id].rank
        facts = {
            "id": note.id,
            **plain_note(note),
            "effective": rank.word if rank is not None else "",
            "strength": f"{strength[note.id]:.4f}" if note.id in strength else "",
            "named_by": view.graph.in_degree(note.id),
            "names": view.graph.out_degree(note.id),
        }
        head = list(facts)
        rows.append(list(facts.values()))
    return _table(head or ["id"], rows)


def write_edges(view: View) -> str:
    """Return a row for each edge."""
    head = ["origin", "target", "relation", "note", "field", "line", "reason", "date"]
    rows = ([edge.origin, edge.target, *plain_edge(edge).values()] for edge in view.edges)
    return _table(head, rows)


def guarded(value: object) -> str:
    """Return a cell that every spreadsheet shows as text: a formula's first character gets a quote before it."""
    text = writable(str(value))
    return f"'{text}" if isinstance(value, str) and text.lstrip(" ").startswith(_FORMULA) else text


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return page.getvalue()

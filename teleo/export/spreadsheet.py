"""Notes and edges as CSV for spreadsheets, in which no text of a note can become a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from teleo.export.view import View, plain_edge, plain_note, writable
from teleo.graph.effective import effective_ratings
from teleo.graph.strength import strengths

_FACTS = ("title", "type", "confidence", "domain", "path", "status", "description", "created", "source")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, full-width forms included."""


def write_notes(view: View) -> str:
    """Return a row for each note with its effective rating and strength in the vault, and its exported edges."""
    effective = effective_ratings(view.judged)
    strength = strengths(view.judged, view.vault.config.confidence.base).values
    rows: list[list[object]] = []
    for note in view.notes:
        rank = effective[note.id].rank
        facts = plain_note(note)
        rows.append(
            [
                note.id,
                *(facts[name] for name in _FACTS),
                rank.word if rank is not None else "",
                f"{strength[note.id]:.4f}" if note.id in strength else "",
                view.graph.in_degree(note.id),
                view.graph.out_degree(note.id),
            ]
        )
    return _table(["id", *_FACTS, "effective", "strength", "named_by", "names"], rows)


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

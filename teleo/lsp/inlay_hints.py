"""Inlay hints: a rating after each link, the recomputed value after a number that says something else."""

from collections.abc import Iterator

from lsprotocol import types

from teleo.lsp.facts import rating_of
from teleo.lsp.view import View
from teleo.model import Span
from teleo.rules.reference import read_references


def inlay_hints(view: View, params: types.InlayHintParams) -> list[types.InlayHint]:
    """Return the hints in a range, in order of place; each kind can be switched off."""
    within = view.positions.span(params.range)
    found = [*_ratings(view, within), *_numbers(view, within)]
    return [hint for _, hint in sorted(found, key=lambda pair: pair[0])]


def _ratings(view: View, within: Span) -> Iterator[tuple[int, types.InlayHint]]:
    if not view.settings.rating_hints:
        return
    for reference in read_references(view.session.vault, view.note):
        note = view.session.vault.by_id.get(reference.resolution.id or "")
        if note is not None and within.start <= reference.span.end <= within.end:
            rating = rating_of(view, note)
            if rating:
                yield _hint(view, reference.span.end, rating, "its rating")


def _numbers(view: View, within: Span) -> Iterator[tuple[int, types.InlayHint]]:
    if not view.settings.number_hints:
        return
    ends = {link.span.start: link.span.end for link in view.note.links}
    for number in view.session.quantities.numbers:
        if number.note == view.note.id and not number.agrees:
            end = next((ends[start] for start in ends if start <= number.span.start < ends[start]), None)
            if end is not None and within.start <= end <= within.end:
                yield _hint(view, end, f"recomputed {number.expected}", "what its model gives")


def _hint(view: View, offset: int, label: str, tooltip: str) -> tuple[int, types.InlayHint]:
    place = view.positions.position(offset)
    return offset, types.InlayHint(place, label, tooltip=tooltip, padding_left=True)

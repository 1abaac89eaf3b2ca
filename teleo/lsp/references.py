"""References: every link and every entry in the vault that names a note, every use of a quantity."""

from collections.abc import Iterator

from lsprotocol import types

from teleo.lsp.cursor import bound_key, bound_link_at, note_at, part_at, quantity_at
from teleo.lsp.definition import quantity_span, start_of
from teleo.lsp.view import View
from teleo.model import Note, Span
from teleo.quantities.presence import is_bound
from teleo.quantities.reading import read_declarations
from teleo.quantities.result import Key


def references(view: View, params: types.ReferenceParams) -> list[types.Location] | None:
    """Return the places that name what stands at a position; elsewhere in a note, those that name the note."""
    offset = view.positions.offset(params.position)
    has_own = params.context.include_declaration
    if bound_link_at(view, offset) is not None or part_at(view, offset) is not None:
        key = quantity_at(view, offset)
        return None if key is None else list(_of_quantity(view, key, has_own=has_own))
    note = note_at(view, offset) or view.note
    found = [view.location(note, start_of(note))] if has_own else []
    return found + [view.location(other, span) for other, span in places_naming(view, note)]


def places_naming(view: View, note: Note) -> Iterator[tuple[Note, Span]]:
    """Yield the links and entries that name a note, in order of note and place."""
    for reference in view.session.references():
        if reference.resolution.id == note.id:
            yield reference.note, reference.span


def _of_quantity(view: View, key: Key, *, has_own: bool) -> Iterator[types.Location]:
    by_id, quantities = view.session.vault.by_id, view.session.quantities
    span = quantity_span(by_id[key[0]], key[1]) if key[0] in by_id else None
    if span is not None and has_own:
        yield view.location(by_id[key[0]], span)
    for note in view.session.vault.notes:
        for link in note.links:
            if is_bound(link) and bound_key(view.session, note, link) == key:
                yield view.location(note, link.span)
    for result in quantities.values():
        names = {entry.name for entry in result.inputs if entry.reference == key}
        if names:
            declared = read_declarations(by_id[result.note]).declarations
            own = next(each for each in declared if each.id == result.quantity)
            for name in sorted(names):
                yield view.location(by_id[result.note], own.inputs[name].span)

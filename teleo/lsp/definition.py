"""Definition: where the note, the heading, the quantity or the calculator under the cursor is made."""

import inspect
from pathlib import Path

from lsprotocol import types

from teleo.calculators import all_calculators
from teleo.lsp.cursor import (
    bound_key,
    bound_link_at,
    heading_span,
    heading_words,
    part_at,
    reference_at,
    referred_key,
)
from teleo.lsp.uris import uri_of
from teleo.lsp.view import View
from teleo.model import Note, Span
from teleo.quantities.reading import read_declarations
from teleo.quantities.result import Key

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "calculators.md"


def definition(view: View, params: types.DefinitionParams) -> types.Location | None:
    """Return where what stands at a position is made."""
    offset = view.positions.offset(params.position)
    link = bound_link_at(view, offset)
    if link is not None:
        return _quantity(view, bound_key(view.session, view.note, link))
    part = part_at(view, offset)
    if part is not None:
        if part.name == "calc":
            return _calculator(part.text)
        return _quantity(view, referred_key(view, part))
    reference = reference_at(view, offset)
    note = view.session.vault.by_id.get(reference.resolution.id or "") if reference is not None else None
    if note is None:
        return _own_heading(view, offset)
    fragment = reference.link.fragment if reference is not None and reference.link is not None else ""
    return view.location(note, heading_span(note, fragment) or start_of(note))


def start_of(note: Note) -> Span:
    """Return the place that stands for a whole note: its title."""
    return heading_words(note) or Span(0, 0)


def quantity_span(note: Note, id_: str) -> Span | None:
    """Return where a note declares a quantity."""
    declared = read_declarations(note).declarations
    return next((each.span for each in declared if each.id == id_), None)


def _own_heading(view: View, offset: int) -> types.Location | None:
    """Follow a link without a target to a heading of its own note."""
    for link in view.note.links:
        if not link.target and link.fragment and link.span.start <= offset <= link.span.end:
            span = heading_span(view.note, link.fragment)
            return None if span is None else view.location(view.note, span)
    return None


def _quantity(view: View, key: Key | None) -> types.Location | None:
    note = view.session.vault.by_id.get(key[0]) if key is not None else None
    if note is None or key is None:
        return None
    span = quantity_span(note, key[1])
    return None if span is None else view.location(note, span)


def _calculator(name: str) -> types.Location | None:
    """Return a calculator's section of the reference, where it is at hand, else its declaration in the source."""
    found = all_calculators().get(name)
    if found is None:
        return None
    if _PAGE.is_file():
        lines = _PAGE.read_text(encoding="utf-8").split("\n")
        if f"### {name}" in lines:
            return _line(_PAGE, lines.index(f"### {name}"))
    source = inspect.getsourcefile(found.function)
    return None if source is None else _line(Path(source), found.function.__code__.co_firstlineno - 1)


def _line(path: Path, line: int) -> types.Location:
    place = types.Position(line, 0)
    return types.Location(uri_of(path), types.Range(place, place))

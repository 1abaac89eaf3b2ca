"""What stands in a note at one place: a link or an entry, a field, a part of a quantity, a title."""

import re
from dataclasses import dataclass

from teleo.lsp.view import View
from teleo.model import KeyPath, Link, Note, Span
from teleo.quantities.declaration import Declaration
from teleo.quantities.presence import PREFIX, is_bound
from teleo.quantities.reading import read_declarations
from teleo.quantities.result import Key
from teleo.rules.reference import Reference, read_references
from teleo.session import Session

_REFERENCE = re.compile(r"=\s*(?:(?P<claim>.*)#)?(?P<id>[^\s#.]+)(?:\.(?P<output>\w+))?\s*")
_HEADING_MARKS = re.compile(r"[ ]{0,3}#{1,6}[ \t]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a quantity: one of its terms (`is_input` false) or inputs, or its id when `name` is empty.

    `text` is what is written there.
    """

    declaration: Declaration
    name: str
    is_input: bool
    text: str
    span: Span


def holds(span: Span | None, offset: int) -> bool:
    """Return whether a place lies in a span or at its end."""
    return span is not None and span.start <= offset <= span.end


def reference_at(view: View, offset: int) -> Reference | None:
    """Return the link or the entry at a place; the shortest, where one stands in another."""
    found = [one for one in read_references(view.session.vault, view.note) if holds(one.span, offset)]
    return min(found, key=lambda one: one.span.end - one.span.start, default=None)


def bound_link_at(view: View, offset: int) -> Link | None:
    """Return the link to a quantity at a place."""
    return next((link for link in view.note.links if is_bound(link) and holds(link.span, offset)), None)


def bound_key(session: Session, note: Note, link: Link) -> Key | None:
    """Return the quantity that a link of a note is bound to, whether it exists or not."""
    owner: str | None = note.id
    if link.target:
        owner = session.vault.resolver.resolve_path(link.target, note.id).id
    return None if owner is None else (owner, link.fragment.removeprefix(PREFIX).partition(".")[0])


def field_at(view: View, offset: int) -> tuple[KeyPath, bool] | None:
    """Return the path of the innermost field at a place, and whether the place is on its key."""
    fields = view.note.document.fields
    for path, span in fields.keys.items():
        if holds(span, offset):
            return path, True
    found = [(span.end - span.start, path) for path, span in fields.spans.items() if holds(span, offset)]
    return (min(found)[1], False) if found else None


def part_at(view: View, offset: int) -> Part | None:
    """Return the part of a quantity's declaration at a place."""
    for declaration in read_declarations(view.note).declarations:
        for written, is_input in ((declaration.terms, False), (declaration.inputs, True)):
            for name, term in written.items():
                if holds(term.span, offset):
                    return Part(declaration, name, is_input, term.text, term.span)
        if holds(declaration.span, offset):
            return Part(declaration, "", False, declaration.id, declaration.span)
    return None


def referred_key(view: View, part: Part) -> Key | None:
    """Return the quantity that an input written as `= id` or `= claim#id` refers to."""
    match = _REFERENCE.fullmatch(part.text) if part.is_input else None
    if match is None:
        return None
    claim = (match["claim"] or "").strip().removeprefix("[[").removesuffix("]]").strip()
    if not claim:
        return view.note.id, match["id"]
    resolved = view.session.vault.resolver.resolve(claim, view.note.id).id
    return None if resolved is None else (resolved, match["id"])


def referred_note_at(view: View, offset: int) -> tuple[Note, Span] | None:
    """Return the note that an input written as `= claim#id` names at a place, and where its name stands."""
    part = part_at(view, offset)
    match = _REFERENCE.fullmatch(part.text) if part is not None and part.is_input else None
    if part is None or match is None or not match["claim"]:
        return None
    claim = match["claim"].strip().removeprefix("[[").removesuffix("]]").strip()
    note = view.session.vault.by_id.get(view.session.vault.resolver.resolve(claim, view.note.id).id or "")
    start = view.text.find(claim, part.span.start, part.span.end)
    if note is None or start < 0 or not start <= offset <= start + len(claim):
        return None
    return note, Span(start, start + len(claim))


def quantity_at(view: View, offset: int) -> Key | None:
    """Return the quantity that a bound number, a reference or a declaration at a place stands for."""
    link = bound_link_at(view, offset)
    if link is not None:
        return bound_key(view.session, view.note, link)
    part = part_at(view, offset)
    if part is None:
        return None
    return referred_key(view, part) or (view.note.id, part.declaration.id)


def note_at(view: View, offset: int) -> Note | None:
    """Return the note that is spoken of at a place: the one named there, else this one on its own title."""
    reference = reference_at(view, offset)
    if reference is not None:
        return view.session.vault.by_id.get(reference.resolution.id or "")
    return view.note if title_at(view, offset) is not None else None


def title_at(view: View, offset: int) -> Span | None:
    """Return the span of the note's own title at a place: the field `title` or the words of its heading."""
    stated = view.note.document.fields.span("title")
    if holds(stated, offset):
        return stated
    words = heading_words(view.note)
    line = view.note.document.lines
    if words is not None and line.position(offset)[0] == line.position(words.start)[0]:
        return words
    return None


def heading_words(note: Note) -> Span | None:
    """Return the span of the words of a note's first heading, without its marks."""
    if note.h1 is None:
        return None
    text, span = note.document.text, note.h1.span
    marks = _HEADING_MARKS.match(text, span.start, span.end)
    end = text.find("\n", span.start, span.end)
    return Span(marks.end() if marks else span.start, span.end if end < 0 else end)


def heading_span(note: Note, fragment: str) -> Span | None:
    """Return the span of the heading that a link's fragment names, by its words or its address."""
    from_words = {heading.text: heading.span for heading in reversed(note.headings)}
    if fragment in from_words:
        return from_words[fragment]
    wanted = _address(fragment)
    return next((one.span for one in note.headings if wanted and _address(one.text) == wanted), None)


def _address(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")

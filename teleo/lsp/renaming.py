"""The edits that a new name or place of notes asks for, in the notes themselves and in all that name them."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, unquote

from teleo.formatting.plain import quoted
from teleo.lsp.cursor import heading_words
from teleo.lsp.later import Later, later
from teleo.model import (
    REWEAVE_FIELD,
    Document,
    Edit,
    LinkKind,
    Note,
    Span,
    loose,
    nfc,
    slug,
    span_at,
    whole_slug,
)
from teleo.quantities.presence import has_declarations
from teleo.quantities.reading import read_declarations
from teleo.rules.reference import LINK_IN_WORDS, Reference, named_in, texts_with_links
from teleo.rules.rewriting import fix_adding_entry, is_in_flow, plain_or_quoted
from teleo.session import Session
from teleo.vault.markdown import code_spans
from teleo.vault.resolve import Resolution, Step

_WIKILINK = re.compile(r"(!?\[\[\s*)([^\]|#]*?)(\s*\\?[\]|#].*)", re.DOTALL)
_ADDRESS = re.compile(r"(.*\]\(\s*)(<[^<>#\n]*(?=[#>])|(?!<)[^\s#]*?(?=[\s#]|\)\Z))(.*)", re.DOTALL)
"""A link: what stands before its address, the address without its fragment, what stands behind it.

An address without angles may hold brackets, so that it ends at a space, a fragment or the link's own bracket.
"""
_DEFINITION = re.compile(
    r"^ {0,3}\[[^\[\]\n]+\]:[ \t]*(?:\r?\n[ \t]*)?(?:<([^<>#\n]*)|([^\s#<>]+))", re.MULTILINE
)
"""The definition of a link: `[label]: address`, the address between angles or without spaces."""
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*\s+)+")
_QUOTES = ("'", '"')
_CLAIM = re.compile(r"(=\s*(?:\[\[)?)(.*?)((?:\]\])?#[^#]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Move:
    """A note, the path that it will have, and its new title; the title is `None` when it stays."""

    note: Note
    path: str
    title: str | None = None

    @property
    def id(self) -> str:
        """The id that the note will have."""
        return self.path.removesuffix(".md")

    @property
    def stem(self) -> str:
        """The name that its file will have."""
        return posixpath.basename(self.id)


def edits_for(session: Session, moves: Mapping[str, Move], *, keep_alias: bool = False) -> tuple[Edit, ...]:
    """Return the edits that keep every link and edge true when notes, by their old ids, move. None overlap.

    A text that would name another note afterwards, or several, is made to name the one it named.
    """
    spans: dict[tuple[str, Span], str] = {}
    for move in moves.values():
        spans.update(((move.note.path, span), text) for span, text in _in_itself(move))
    references = tuple(session.references())
    after_all = later(
        session.vault, {move.note.path: (move.path, _own_text(move)) for move in moves.values()}
    )
    defined: dict[str, Mapping[str, Sequence[Span]]] = {}
    for reference in filter(after_all.may_change, references):
        for span in _written_at(reference, defined):
            place = (reference.note.path, span)
            before = spans.get(place, reference.note.document.text[span.start : span.end])
            after = _renamed(reference, before, moves, after_all)
            if after != before:
                spans[place] = after
    spans.update(_in_quantities(session, moves, after_all))
    spans.update(_in_words(session, moves, after_all))
    edits = [Edit(path, span, text) for (path, span), text in spans.items()]
    if keep_alias:
        edits += [edit for move in moves.values() for edit in _alias(move) if not _meets(edit, edits)]
    return tuple(sorted(edits))


def _in_itself(move: Move) -> Iterator[tuple[Span, str]]:
    """Yield what changes in the note itself: the field `title` and the heading, if it said the old title."""
    if move.title is None:
        return
    note = move.note
    stated = note.document.fields.span("title")
    if stated is not None and "title" in note.document.fields.data:
        in_flow = is_in_flow(note.document, "title")
        yield stated, plain_or_quoted(move.title, is_in_flow=in_flow)
    words = heading_words(note)
    if words is not None and note.h1 is not None and _says(note, note.h1.text):
        yield words, move.title


def _own_text(move: Move) -> str:
    """Return the text of the note with the title that it will have."""
    text = move.note.document.text
    for span, words in sorted(_in_itself(move), reverse=True):
        text = text[: span.start] + words + text[span.end :]
    return text


def _says(note: Note, heading: str) -> bool:
    names = (note.title, note.stem)
    return any(loose(heading) == loose(name) or "" != slug(heading) == whole_slug(name) for name in names)


def _written_at(reference: Reference, defined: dict[str, Mapping[str, Sequence[Span]]]) -> Sequence[Span]:
    """Return where a note is named: in the link or entry itself, or in the definitions with a link's address.

    `defined` keeps the definitions of each note, by its path, once they were looked for.
    """
    document, span = reference.note.document, reference.span
    is_link = reference.link is not None and reference.link.kind is LinkKind.MARKDOWN
    if not is_link or _ADDRESS.fullmatch(document.text, span.start, span.end):
        return (span,)
    if document.path not in defined:
        defined[document.path] = _definitions(document)
    return defined[document.path].get(reference.text, (span,))


def _definitions(document: Document) -> Mapping[str, Sequence[Span]]:
    """Return where the addresses of a note's definitions stand, by what they say; code holds none."""
    found: dict[str, list[Span]] = {}
    code = code_spans(document)
    for match in _DEFINITION.finditer(document.text, document.body.start, document.body.end):
        if span_at(code, match.start()) is None:
            address = match.lastindex or 0
            found.setdefault(unquote(match[address]), []).append(Span(*match.span(address)))
    return found


def _renamed(reference: Reference, raw: str, moves: Mapping[str, Move], after_all: Later) -> str:
    """Return the source of a link or an entry after the moves."""
    move = moves.get(reference.resolution.id or "")
    link = reference.link
    if link is not None and (link.kind is LinkKind.MARKDOWN or (raw.startswith("![") and raw[2:3] != "[")):
        return _address(reference, raw, move, moves.get(reference.note.id), after_all)
    if reference.resolution.id is None:
        return raw
    name = _name(reference.resolution, reference.text, move)
    name = after_all.name(reference.resolution, name, reference.note.id)
    if name == reference.text:
        return raw
    if link is not None:
        return _WIKILINK.sub(lambda match: match[1] + name + match[3], raw, count=1)
    return _entry(reference, raw, name)


def _name(resolution: Resolution, text: str, move: Move | None) -> str:
    """Return what should stand where `text` named the note that moves: `text` where the name stays."""
    if move is None:
        return text
    note = move.note
    if resolution.step is Step.PATH:
        return text if nfc(text).removesuffix(".md") == nfc(move.id) else move.id
    if nfc(text) in map(nfc, note.aliases):
        return text
    if move.title is not None and resolution.step is not Step.STEM:
        return move.title
    if move.stem == note.stem or resolution.step is Step.TITLE:
        return text
    return move.stem


def _entry(reference: Reference, raw: str, name: str) -> str:
    """Return the source of an entry that names its note so; a text over several lines stays one if it can."""
    entry = reference.entry
    assert entry is not None
    written, properties = raw, _PROPERTIES.match(raw)
    if properties is not None:
        return properties[0] + _entry(reference, raw[properties.end() :], name)
    is_edge_list = entry.field == REWEAVE_FIELD
    if raw[:1] in ("|", ">"):
        head, line_end, raw = raw.partition("\n")
        place = _place_of(reference.text, raw, is_first=is_edge_list)
        if place >= 0:
            return head + line_end + raw[:place] + name + raw[place + len(reference.text) :]
    in_flow = is_in_flow(reference.note.document, entry.field)
    mark = raw[:1] if raw[:1] in ("'", '"') and raw[-1:] == raw[:1] else ""
    before, inside = _within(reference.text, mark), raw[len(mark) : len(raw) - len(mark)]
    if "\n" in inside:
        inside = " ".join(inside.split())
    place = _place_of(before, inside, is_first=is_edge_list)
    if place < 0:
        if entry.field in (REWEAVE_FIELD, "source"):
            return written
        reason = f" — {entry.reason}" if entry.reason else ""
        return plain_or_quoted(f"[[{name}]]{reason}" if entry.is_linked else name, is_in_flow=in_flow)
    after = inside[:place] + _within(name, mark) + inside[place + len(before) :]
    return f"{mark}{after}{mark}" if mark else plain_or_quoted(after, is_in_flow=in_flow)


def _place_of(name: str, text: str, *, is_first: bool) -> int:
    """Return where a name stands in an entry; -1 where that is not clear, since its words stand elsewhere too."""
    if is_first and text.lstrip().startswith(name):
        return text.index(name)
    if text.count(name) == 1:
        return text.index(name)
    return text.index(f"[[{name}") + 2 if text.count(f"[[{name}") == 1 else -1


def _within(text: str, mark: str) -> str:
    """Return a text as it stands between these quotes."""
    return text.replace("'", "''") if mark == "'" else quoted(text)[1:-1] if mark else text


def _address(reference: Reference, raw: str, move: Move | None, own: Move | None, after_all: Later) -> str:
    """Return a Markdown link whose address leads where it led, and whose words follow a title that changed."""
    match = _ADDRESS.fullmatch(raw)
    address = _moved_address(reference, move, own, after_all)
    if match is None:
        is_defined = unquote(raw) == reference.text and address is not None
        return _escaped(address or "") if is_defined else raw
    head = match[1]
    shown = reference.link.shown if reference.link is not None else ""
    if move is not None and move.title is not None and shown == move.note.title:
        head = head.replace(move.note.title, move.title, 1)
    if address is None:
        return head + match[2] + match[3]
    written = f"<{address}" if match[2].startswith("<") else _escaped(address)
    return head + written + match[3]


def _escaped(address: str) -> str:
    return quote(address, safe="/:@!$&'*+,;=~")


def _moved_address(reference: Reference, move: Move | None, own: Move | None, after_all: Later) -> str | None:
    """Return the address to write, `None` when the one that stands there still leads to the note."""
    text, resolution = reference.text, reference.resolution
    is_path = resolution.id is None or resolution.step is Step.PATH
    if not is_path:
        name = _name(resolution, text, move)
        if after_all.leads_there(reference, name):
            return None if name == text else name
    old_folder = posixpath.dirname(reference.note.path)
    folder = posixpath.dirname(own.path) if own is not None else old_folder
    if is_path and text.startswith("/"):
        path = "/" + move.path if move is not None else text
    elif is_path and move is None:
        if folder == old_folder:
            return None
        path = posixpath.relpath(posixpath.normpath(posixpath.join(old_folder, text)), folder or ".")
    else:
        path = posixpath.relpath(move.path if move is not None else f"{resolution.id}.md", folder or ".")
    if not text.endswith(".md"):
        path = path.removesuffix(".md")
    return None if path == posixpath.normpath(text) or path == text else path


def _in_quantities(
    session: Session, moves: Mapping[str, Move], after_all: Later
) -> Iterator[tuple[tuple[str, Span], str]]:
    """Yield the inputs that refer to a quantity of a note which then has another name."""
    for note in session.vault.notes:
        if not has_declarations(note.document):
            continue
        for declaration in read_declarations(note).declarations:
            for written in declaration.inputs.values():
                raw = note.document.text[written.span.start : written.span.end]
                match = _CLAIM.search(raw) if written.text.startswith("=") else None
                claim = match[2].strip() if match else ""
                resolution = session.vault.resolver.resolve(claim, note.id) if claim else None
                if match is None or resolution is None or resolution.id is None:
                    continue
                name = _name(resolution, claim, moves.get(resolution.id))
                name = after_all.name(resolution, name, note.id)
                if name != claim:
                    yield (note.path, written.span), _input(raw, match, name)


def _input(raw: str, match: re.Match[str], name: str) -> str:
    name = _within(name, raw[:1] if raw[:1] in ("'", '"') else "")
    written = raw[: match.start(2)] + name + raw[match.end(2) :]
    needs_quotes = raw[:1] not in "\"'|>" and (": " in name or " #" in name or set(",[]{}") & set(name))
    return quoted(written) if needs_quotes else written


def _in_words(
    session: Session, moves: Mapping[str, Move], after_all: Later
) -> Iterator[tuple[tuple[str, Span], str]]:
    """Yield the descriptions and responses with links to a note which then has another name."""
    for note in session.vault.notes:
        for span in texts_with_links(note):
            raw = note.document.text[span.start : span.end]
            written = LINK_IN_WORDS.sub(partial(_in_link, session, note, raw, moves, after_all), raw)
            if written != raw:
                # What YAML would read as a key or a comment stood in no link before.
                needs_quotes = raw[:1] not in "\"'|>&!" and (": " in written or " #" in written)
                yield (note.path, span), quoted(" ".join(written.split())) if needs_quotes else written


def _in_link(
    session: Session,
    note: Note,
    raw: str,
    moves: Mapping[str, Move],
    after_all: Later,
    match: re.Match[str],
) -> str:
    """Return the beginning of a link in `raw` with the name that its note will have."""
    named = named_in(raw, match[1])
    resolution = session.vault.resolver.resolve(named, note.id)
    if resolution.id is None:
        return match[0]
    name = after_all.name(resolution, _name(resolution, named, moves.get(resolution.id)), note.id)
    return match[0] if name == named else f"[[{_within(name, raw[:1] if raw[:1] in _QUOTES else '')}"


def _alias(move: Move) -> tuple[Edit, ...]:
    fix = fix_adding_entry(move.note, "aliases", move.note.title)
    return () if fix is None or move.title is None else fix.edits


def _meets(edit: Edit, others: list[Edit]) -> bool:
    return any(
        edit.path == other.path and edit.span.start <= other.span.end and other.span.start <= edit.span.end
        for other in others
    )

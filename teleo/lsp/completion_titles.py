"""Completion of titles and headings: what fits the letters, the most like the note being written first."""

from collections.abc import Callable, Collection, Iterable

from lsprotocol import types

from teleo.formatting.plain import can_be_plain, quoted
from teleo.lsp.facts import rating_of
from teleo.lsp.fit import fit_of, misspelt_words
from teleo.lsp.view import View
from teleo.model import Note, Span, loose
from teleo.rules.rewriting import name_for

MOST = 60


def wikilinks(view: View, typed: str, start: int, end: int, *, quote: str = "") -> types.CompletionList:
    """Offer titles to stand between double brackets from `start` to `end`; in YAML, within the `quote` before them."""
    has_brackets = view.text.startswith("]]", end)
    closing, stop = "" if has_brackets else "]]", end
    if quote and quote not in view.text[end:].partition("\n")[0]:
        closing, stop = "]]" + quote, end + 2 * has_brackets
    items = []
    for place, note in enumerate(best(view, typed)):
        name = name_for(view.session.vault, note)
        text = as_yaml(name, in_flow=False, quote=quote)[1:-1] if quote else name
        items.append(_item(view, note, place, Span(start, stop), text + closing))
    return types.CompletionList(is_incomplete=True, items=items)


def entries(view: View, typed: str, start: int, end: int, *, in_flow: bool) -> types.CompletionList:
    """Offer titles as an entry of YAML from `start` to `end`, in quotes where they are needed."""
    quote = typed[:1] if typed[:1] in "\"'" else ""
    items = []
    for place, note in enumerate(best(view, typed.strip("\"'"))):
        name = name_for(view.session.vault, note)
        items.append(_item(view, note, place, Span(start, end), as_yaml(name, in_flow=in_flow, quote=quote)))
    return types.CompletionList(is_incomplete=True, items=items)


def headings(view: View, target: str, start: int, end: int) -> types.CompletionList:
    """Offer the headings of the note that `target` names, this one when it is empty."""
    id_ = view.session.vault.resolver.resolve(target, view.note.id).id if target else view.note.id
    note = view.session.vault.by_id.get(id_ or "")
    found = dict.fromkeys(heading.text for heading in note.headings if heading.text) if note else ()
    range_ = view.positions.range(Span(start, end))
    items = [
        types.CompletionItem(
            label=text,
            kind=types.CompletionItemKind.Text,
            sort_text=f"{place:04}",
            text_edit=types.TextEdit(range_, text),
        )
        for place, text in enumerate(found)
    ]
    return types.CompletionList(is_incomplete=False, items=items)


def best(view: View, typed: str, only: Collection[str] | None = None) -> list[Note]:
    """Return the notes whose names fit what was typed, best first; this note itself is left out.

    `only` are the ids to choose from, all when it is not given.

    A name fits when it holds each word typed, in any order, or begins its words with the letters typed. Names
    that begin so come first; among equals the most like the note being written. Where nothing fits, a letter
    of each word may be wrong.
    """
    wanted = loose(typed)
    notes = [
        note
        for note in view.session.vault.notes
        if note.id != view.note.id and (only is None or note.id in only)
    ]
    found = _fitting(notes, lambda name: fit_of(wanted, name))
    if not found and (misspelt := misspelt_words(wanted)):
        found = _fitting(notes, lambda name: int(all(word.search(loose(name)) for word in misspelt)))
    similar = view.vault.similarity.to(view.note, view.session.vault.notes)
    ranked = sorted((-fit, -similar.get(note.id, 0.0), note.title, note.id) for fit, note in found)
    by_id = view.session.vault.by_id
    return [by_id[id_] for *_, id_ in ranked[:MOST]]


def _fitting(notes: Iterable[Note], fit: Callable[[str], int]) -> list[tuple[int, Note]]:
    rated = ((max(fit(name) for name in (note.title, *note.aliases)), note) for note in notes)
    return [(value, note) for value, note in rated if value]


def as_yaml(text: str, *, in_flow: bool, quote: str = "") -> str:
    """Return a text as YAML reads it back; `quote` is the one that the author has opened."""
    if quote == "'":
        return "'" + text.replace("'", "''") + "'"
    needs_quotes = not can_be_plain(text) or (in_flow and not set(",[]{}").isdisjoint(text))
    if quote or needs_quotes:
        return quoted(text)
    return text


def _item(view: View, note: Note, place: int, span: Span, text: str) -> types.CompletionItem:
    detail = " · ".join(filter(None, (rating_of(view, note), note.description)))
    return types.CompletionItem(
        label=note.title,
        kind=types.CompletionItemKind.Reference,
        detail=detail or None,
        sort_text=f"{place:04}",
        filter_text=view.text[span.start : span.end] or note.title,
        text_edit=types.TextEdit(view.positions.range(span), text),
    )

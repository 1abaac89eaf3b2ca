"""Takes a block of frontmatter apart for a merge: fields and list entries, each with the comments above it."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from teleo.formatting.canonical import ListForm, canonical_list, list_forms
from teleo.formatting.events import Meaning, events_of, meaning_of
from teleo.formatting.outline import Field, Item, Outline, outline_of
from teleo.model import REWEAVE_FIELD

_EVENTS_OF_A_SCALAR = 7

Lines = tuple[str, ...]
Gaps = tuple[str, str, str]
_BRACKETS: Gaps = ("", ", ", "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: what makes it itself, what it says, its lines at column 0, comments above it.

    Two `reweave_edges` of one title and relation are one edge, whatever their `date`.
    """

    identity: Hashable
    meaning: Hashable
    lines: Lines
    lead: Lines = ()
    date: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a mapping with its lines and the comments above it.

    `kind` is `scalar`, `null`, `list`, `map` or `other`; `head` is its first line up to the value, `tail`
    what follows a scalar on its line. Of a list, `entries` are its own and `column` where its dashes stand;
    of a block mapping, `inner` are its lines moved left by `column`. `is_flow` says that a list or mapping
    stands in brackets; `gaps` are what stands before, between and behind the entries of such a list.
    """

    name: str
    kind: str
    meaning: Meaning
    lines: Lines
    lead: Lines = ()
    head: str = ""
    tail: str = ""
    entries: tuple[Entry, ...] = ()
    inner: Lines = ()
    column: int = 0
    is_flow: bool = False
    gaps: Gaps = _BRACKETS


@dataclass(frozen=True, slots=True)
class Parts:
    """The fields of a mapping in order, and the lines below the last."""

    parts: tuple[Part, ...]
    tail: Lines = ()


def parts_of(lines: Sequence[str]) -> Parts | None:
    """Return the fields of a block mapping at column 0, given by its lines without breaks.

    Returns:
        `None` when the lines are something else than such a mapping or nothing; its keys must be texts.

    Raises:
        UnreadableBlockError: the lines are no YAML.
    """
    content = "".join(f"{line}\n" for line in lines)
    outline = outline_of(content, events_of(content))
    if not outline.is_mapping:
        is_empty = all(not line.strip() or line.lstrip().startswith("#") for line in lines)
        return Parts((), tuple(lines)) if is_empty else None
    forms = {form.field.start: form for form in list_forms(outline)}
    parts: list[Part] = []
    lead: Lines = tuple(lines[: outline.line_of(outline.fields[0].start)])
    for field, first, after in outline.regions():
        if outline.column_of(field.start):
            return None
        last = _last_line(outline, field.value, first)
        parts.append(_part(outline, field, tuple(lines[first : last + 1]), lead, forms.get(field.start)))
        lead = tuple(lines[last + 1 : after])
    return Parts(tuple(parts), lead)


def as_list(part: Part | None) -> tuple[Entry, ...] | None:
    """Return the entries of a field, a scalar being a list of one; `None` when it cannot be taken for a list."""
    if part is None or part.kind == "null":
        return ()
    if part.kind == "scalar":
        source = part.lines[0][len(part.head) : len(part.lines[0]) - len(part.tail)]
        return (_entry(part.name, (f"- {source}",)),)
    return part.entries if part.kind == "list" else None


def _last_line(outline: Outline, value: Item, first: int) -> int:
    last = max(outline.line_of(max(value.end - 1, 0)), first)
    while last + 1 in outline.continued:
        last += 1
    return last


def _part(outline: Outline, field: Field, lines: Lines, lead: Lines, form: ListForm | None) -> Part:
    value, start = field.value, outline.starts[outline.line_of(field.start)]
    begins_on_line = outline.line_of(value.start) == outline.line_of(field.start)
    is_one_line = len(lines) == 1 and begins_on_line and not value.has_properties
    gaps = _gaps(outline, field, is_one_line=is_one_line)
    return Part(
        field.name,
        "list" if gaps else _kind(value, form, is_one_line=is_one_line),
        meaning_of(events_of("".join(f"{line}\n" for line in lines))),
        lines,
        lead,
        head=outline.content[start : value.start] if begins_on_line or gaps else lines[0],
        tail=lines[0][value.end - start :] if is_one_line else "",
        entries=_entries(outline, field, form),
        inner=_inner(outline, value, lines),
        column=form.column if form else outline.column_of(value.start),
        is_flow=value.is_flow,
        gaps=gaps or _BRACKETS,
    )


def _kind(value: Item, form: ListForm | None, *, is_one_line: bool) -> str:
    if value.kind == "scalar" and is_one_line:
        return "null" if value.is_null else "scalar"
    if form is not None:
        return "list"
    if value.is_flow:
        return "map" if value.kind == "map" and is_one_line else "other"
    return "map" if value.kind == "map" and not value.has_properties else "other"


def _gaps(outline: Outline, field: Field, *, is_one_line: bool) -> Gaps | None:
    """Return what stands before, between and behind the entries of a list of texts in brackets.

    `None` of what is no such list, and of one over several lines that has a comment or an entry of several.
    """
    value, content = field.value, outline.content
    items = value.items
    is_flow = value.kind == "list" and value.is_flow and not value.has_properties
    if not is_flow or any(item.kind != "scalar" for item in items):
        return None
    if any(len(content[item.start : item.end].splitlines()) > 1 for item in items):
        return None
    marks = [value.start + 1, *(mark for item in items for mark in (item.start, item.end)), value.end - 1]
    gaps = [content[start:end] for start, end in zip(marks[::2], marks[1::2], strict=True)]
    name = content[field.end : value.start]
    behind = content[value.end : outline.line_start(outline.line_of(value.end) + 1)]
    if not is_one_line and "#" in "".join((name, *gaps, behind)):
        return None
    # Where some entries share a line, each that is written anew has one of its own.
    between = sorted(gaps[1:-1], key=lambda gap: "\n" not in gap)
    return (gaps[0], between[0] if between else ", ", gaps[-1]) if items else _BRACKETS


def _inner(outline: Outline, value: Item, lines: Lines) -> Lines:
    """Return the source of a mapping: what stands in the brackets and they, or its lines moved left."""
    if value.kind != "map":
        return ()
    if value.is_flow:
        return (outline.content[value.start : value.end],)
    column = outline.column_of(value.start)
    return tuple(line[min(column, len(line) - len(line.lstrip(" "))) :] for line in lines[1:])


def _entries(outline: Outline, field: Field, form: ListForm | None) -> tuple[Entry, ...]:
    if form is None:
        if field.value.kind != "list" or not field.value.is_flow:
            return ()
        sources = [outline.content[item.start : item.end] for item in field.value.items]
        # A dash alone is a text in brackets, and a list in a list below a dash.
        sources = ['"-"' if source == "-" else source for source in sources]
        return tuple(_entry(field.name, (f"- {source}",)) for source in sources if "\n" not in source)
    lines = canonical_list(outline, form).split("\n")
    entries, above = [], 0
    for dash, item in zip(form.dashes, field.value.items, strict=True):
        first, last = dash - form.first, _last_line(outline, item, dash) - form.first
        entries.append(_entry(field.name, tuple(lines[first : last + 1]), tuple(lines[above:first])))
        above = last + 1
    return tuple(entries)


def _entry(name: str, lines: Lines, lead: Lines = ()) -> Entry:
    events = events_of("".join(f"{line}\n" for line in lines))
    meaning = meaning_of(events)
    # A stream, a document and a list open before the entry: a lone scalar is the fourth event of seven.
    text = getattr(events[3], "value", None) if len(events) == _EVENTS_OF_A_SCALAR else None
    if name == REWEAVE_FIELD and isinstance(text, str) and text.count("|") >= 2:
        title, relation, date = text.rsplit("|", 2)
        return Entry((title.strip(), relation.strip()), meaning, lines, lead, date.strip())
    return Entry(meaning, meaning, lines, lead)

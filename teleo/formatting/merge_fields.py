"""Merges the fields of three frontmatter blocks: lists as ordered sets, mappings by key, scalars as a whole."""

import re
from collections.abc import Mapping, Sequence

from yaml import ScalarEvent

from teleo.formatting.comments import lost_comments
from teleo.formatting.events import Meaning, UnreadableBlockError, events_of, meaning_of
from teleo.formatting.merge_lists import merged_comments, merged_entries
from teleo.formatting.outline import outline_of
from teleo.formatting.parts import Lines, Part, Parts, as_list, parts_of

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

Three = tuple[Part | None, Part | None, Part | None]
"""A field in the base, in ours and in theirs."""

Names = dict[str, Part]
"""The fields of a block by their names, in order."""


class Marker(str):
    """A line that sets the two sides of a disagreement apart; it always stands at column 0."""

    __slots__ = ()


class FieldMerge:
    """Merges blocks; `conflicts` counts the fields that two people changed in different ways."""

    def __init__(self, ours: str, theirs: str, size: int) -> None:
        self.conflicts = 0
        self._markers = (Marker(f"{'<' * size} {ours}"), Marker("=" * size), Marker(f"{'>' * size} {theirs}"))

    def blocks(self, base: Parts, ours: Parts, theirs: Parts) -> list[str]:
        """Return the lines of the merged mapping: fields in the order of ours, those that theirs added below
        the field they follow. A comment of what is gone stands above what follows it.
        """
        lines: list[str] = []
        orphans: Lines = ()
        was, left, right = ({part.name: part for part in side.parts} for side in (base, ours, theirs))
        for name in _order(was, left, right):
            three = (was.get(name), left.get(name), right.get(name))
            merged = self._field(three)
            lead = _at_left(_lead(three))
            base_lines, our_lines, their_lines = (part.lines if part else () for part in three)
            lost = lost_comments(base_lines, our_lines, their_lines, _without_markers(merged))
            if merged:
                lines += [*orphans, *lead, *lost, *merged]
                orphans = ()
            else:
                orphans += (*(line for line in lead if _outlives(line, three)), *lost)
        return [*lines, *orphans, *_at_left(merged_comments(base.tail, ours.tail, theirs.tail))]

    def _field(self, three: Three) -> list[str]:
        """Return the lines of one field; none when it is gone."""
        base, ours, theirs = three
        was, left, right = (part.lines if part else () for part in three)
        if left in (was, right):
            return list(right)
        if right == was:
            return list(left)
        left_over = theirs if ours is None else ours if theirs is None else None
        if base and left_over and left_over.meaning == base.meaning:
            # One side removed what the other wrote in another way.
            return []
        is_list = any(part and part.kind == "list" for part in three) and not _is_replaced(three)
        merged = _as_lists(three) if is_list else None
        if merged is None and ours and theirs and ours.kind == theirs.kind == "map":
            merged = self._as_maps((base, ours, theirs))
        if merged is None and ours and theirs:
            merged = _as_values(base, ours, theirs)
        return self._conflict(left, right) if merged is None else merged

    def _conflict(self, ours: Lines, theirs: Lines) -> list[str]:
        self.conflicts += 1
        begin, middle, end = self._markers
        return [begin, *ours, middle, *theirs, end]

    def _as_maps(self, three: tuple[Part | None, Part, Part]) -> list[str] | None:
        """Return a field that is a mapping on both sides, merged key by key; `None` where that cannot be."""
        base, ours, theirs = three
        if ours.is_flow and theirs.is_flow:
            return _as_flow_maps(base, ours, theirs)
        inner = [_inner(part) for part in three]
        shape = theirs if ours.is_flow else ours
        if any(parts is None for parts in inner):
            return None
        lines = self.blocks(*(parts or Parts(()) for parts in inner))
        indent = " " * shape.column
        return [
            shape.lines[0],
            *(line if isinstance(line, Marker) or not line else indent + line for line in lines),
        ]


def _order(base: Names, ours: Names, theirs: Names) -> list[str]:
    """Return the names of all fields that a side has, in the order of ours.

    A field that theirs alone has follows the field above it there, and what ours added below that.
    """
    followers: dict[str, list[str]] = {}
    anchor = ""
    for name in theirs:
        if name in ours:
            anchor = name
        else:
            followers.setdefault(anchor, []).append(name)
    names = [] if "" in ours else [*followers.get("", [])]
    waiting: list[str] = []
    for name in ours:
        if name in base or name in theirs:
            names += waiting
            waiting = []
        names.append(name)
        waiting += followers.get(name, [])
    return names + waiting


def _lead(three: Three) -> Lines:
    base, ours, theirs = three
    was = base.lead if base else ()
    return merged_comments(was, ours.lead if ours else was, theirs.lead if theirs else was)


def _without_markers(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if not isinstance(line, Marker))


def _outlives(line: str, three: Three) -> bool:
    """Return whether a line above a field that is gone stays: a comment that is new, or that both sides kept."""
    base, ours, theirs = three
    is_kept = ours is not None and theirs is not None
    return bool(line.strip()) and (is_kept or not (base and line in _at_left(base.lead)))


def _at_left(lines: Lines) -> Lines:
    """Return lines with their comments at column 0 and their blank ones empty: further in, a block scalar above them
    would take them.
    """
    return tuple(
        line.lstrip(" ") if line.lstrip(" ").startswith("#") else line if line.strip() else ""
        for line in lines
    )


def _inner(part: Part | None) -> Parts | None:
    """Return the fields of a mapping, one in braces as if in lines; of what is none or empty, none."""
    if part is None or part.kind != "map" or (part.is_flow and part.inner[0].strip("{} ") == ""):
        return Parts(())
    return _opened(part) if part.is_flow else parts_of(part.inner)


def _opened(part: Part) -> Parts | None:
    """Return the fields of a mapping in braces as a block has them; `None` where that would say something else."""
    sources = _flow(part.inner[0])
    if sources is None:
        return None
    said = {name: _meaning(source) for name, source in sources.items()}
    try:
        parts = parts_of(list(sources.values()))
    except UnreadableBlockError:
        return None
    is_same = parts is not None and {each.name: each.meaning for each in parts.parts} == said
    return parts if is_same else None


def _is_replaced(three: Three) -> bool:
    """Return whether one side made something else of a list, or emptied it, and the other left what it says."""
    base, ours, theirs = three
    if base is None or ours is None or theirs is None or base.meaning not in (ours.meaning, theirs.meaning):
        return False
    return not (theirs if ours.meaning == base.meaning else ours).entries


def _as_lists(three: Three) -> list[str] | None:
    """Return a field that is a list on some side, merged as an ordered set; `None` where that cannot be."""
    base, ours, theirs = map(as_list, three)
    shapes = [part for part in three[1:] if part is not None and part.kind == "list"]
    if base is None or ours is None or theirs is None or not shapes:
        return None
    entries = merged_entries(base, ours, theirs)
    if not entries:
        emptied = [part for part, said in zip(three[1:], (ours, theirs), strict=True) if part and not said]
        same = _as_values(three[0], *emptied) if len(emptied) == 2 else None
        return same or [line for part in emptied[:1] for line in part.lines]
    shape = next((part for part in shapes if not part.is_flow), None)
    if shape is None and all(part is None or part.kind in ("list", "null") for part in three[1:]):
        before, between, behind = shapes[0].gaps
        sources = between.join(entry.lines[0][2:] for entry in entries)
        return f"{shapes[0].head}[{before}{sources}{behind}]{shapes[0].tail}".split("\n")
    indent = " " * (shape.column if shape else 0)
    body = [line for entry in entries for line in (*_at_left(entry.lead), *entry.lines)]
    return [_head(three), *(indent + line if line else line for line in body)]


def _head(three: Three) -> str:
    """Return the line of the name of a list, with the comment beside it."""
    was, left, right = (f"{part.head.rstrip()}{part.tail}" if part else "" for part in three)
    return right if not left or (right and left == was) else left


def _as_values(base: Part | None, ours: Part, theirs: Part) -> list[str] | None:
    """Return a field that both sides have and at most one changed in meaning; `None` where they disagree."""
    was, left, right = (_value(part) if part else None for part in (base, ours, theirs))
    if left != right and was not in (left, right):
        return None
    is_theirs = left == was and (right != was or (base and _stem(ours) == _stem(base)))
    chosen = theirs if is_theirs else ours
    if len(chosen.lines) > 1:
        return list(chosen.lines)
    tails = [part.tail if part else "" for part in (base, ours, theirs)]
    return [_stem(chosen) + _merged_tail(*tails)]


def _value(part: Part) -> Meaning:
    """Return what a field says; quotes around a date say nothing, since a note's dates are texts."""
    return tuple(
        (*said[:-1], True) if said[0] is ScalarEvent and _DATE.fullmatch(str(said[3])) else said
        for said in part.meaning
    )


def _stem(part: Part) -> str:
    """Return the first line of a field without the comment beside its value."""
    return part.lines[0][: len(part.lines[0]) - len(part.tail)]


def _merged_tail(base: str, ours: str, theirs: str) -> str:
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else f"{ours} {theirs.strip()}"


def _as_flow_maps(base: Part | None, ours: Part, theirs: Part) -> list[str] | None:
    """Return a mapping in braces on one line, merged key by key; `None` where two keys disagree."""
    flow = base if base and base.kind == "map" and base.is_flow else None
    was, old = _said(base), _flow(flow.inner[0]) if flow else {}
    merged = None if was is None else _merged_braces(was, old or {}, ours.inner[0], theirs.inner[0])
    tail = _merged_tail(flow.tail if flow else "", ours.tail, theirs.tail)
    return None if merged is None else [f"{ours.head}{merged}{tail}"]


def _merged_braces(was: Mapping[str, Meaning], old: Mapping[str, str], ours: str, theirs: str) -> str | None:
    """Return two mappings in braces merged; `was` holds what each key of the base says, `old` those in braces as
    written.
    """
    left, right = _flow(ours), _flow(theirs)
    if left is None or right is None:
        return None
    sources = []
    for name in [*left, *(name for name in right if name not in left)]:
        mine, other = left.get(name), right.get(name)
        said = [_meaning(source) if source else None for source in (mine, other)]
        source = other if said[0] == was.get(name) else mine
        if said[0] != said[1] and was.get(name) not in said:
            is_new = name not in was
            source = _merged_within("" if is_new else old.get(name), mine, other)
            if source is None:
                return None
        sources += [source] if source else []
    space = " " if ours.startswith("{ ") else ""
    return f"{{{space}{', '.join(sources)}{space}}}"


def _merged_within(base: str | None, ours: str | None, theirs: str | None) -> str | None:
    """Return a key that both sides changed, where each has braces behind it and their keys do not disagree."""
    left, right = (_in_braces(source) if source else None for source in (ours, theirs))
    if base is None or left is None or right is None:
        return None
    within = _in_braces(base) if base else None
    old = _flow(within[1]) if within else {}
    if old is None:
        return None
    was = {name: _meaning(source) for name, source in old.items()}
    merged = _merged_braces(was, old, left[1], right[1])
    return None if merged is None else left[0] + merged


def _in_braces(source: str) -> tuple[str, str] | None:
    """Return what stands before the braces behind a key, and the braces; `None` where the key has another value."""
    content = f"{{{source}}}\n"
    value = outline_of(content, events_of(content)).fields[0].value
    if value.kind != "map" or not value.is_flow or value.has_properties:
        return None
    return content[1 : value.start], content[value.start : value.end]


def _said(base: Part | None) -> dict[str, Meaning] | None:
    """Return what each key of a mapping says, in braces or not; nothing of what is no mapping."""
    if base is None or base.kind != "map":
        return {}
    if base.is_flow:
        sources = _flow(base.inner[0])
        return None if sources is None else {name: _meaning(source) for name, source in sources.items()}
    inner = parts_of(base.inner)
    return None if inner is None else {part.name: part.meaning for part in inner.parts}


def _meaning(source: str) -> Meaning:
    return meaning_of(events_of(f"{{{source}}}\n"))


def _flow(text: str) -> dict[str, str] | None:
    """Return each key of a mapping in braces with its value, as written; `None` where one stands there twice."""
    content = text + "\n"
    outline = outline_of(content, events_of(content))
    found = {each.name: content[each.start : each.value.end] for each in outline.fields}
    return found if len(found) == len(outline.fields) else None


def merged_block(
    merge: FieldMerge, base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> list[str] | None:
    """Return the lines of three blocks merged, markers included; `None` where one is no mapping of fields."""
    parts = [parts_of(lines) for lines in (base, ours, theirs)]
    if any(each is None for each in parts):
        return None
    return merge.blocks(*(each or Parts(()) for each in parts))

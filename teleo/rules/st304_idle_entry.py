"""An entry of a list is empty or stands there twice.

## Why
A dash without text is nothing to anybody, and an edge that is given twice counts once.
Both are what hand-merged lists look like.
In a field that argues, `[[a title]]` and `a title` are one edge.
`none`, `n/a`, `null` and `tbd` in a field that argues, such as `challenged_by: none`, are no challenge either.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
supports:
- memory bounds inference
-
- memory bounds inference
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
supports:
- memory bounds inference
---
# inference outgrows training
```

## Fix
Delete the entry.
`teleo fmt` never does, since it changes no value.
"""

import re
from collections.abc import Iterator

from teleo.formatting.edit import entry_extent, kept_comments
from teleo.formatting.outline import Outline
from teleo.formatting.sound import sound_outline
from teleo.model import Diagnostic, Edit, Fix, KeyPath, Note, Severity, Span, Value
from teleo.rules.lists import arguing_fields
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule
from teleo.vault.reader import says_nothing

_LINK = re.compile(r"\[\[([^\[\]|]+)\]\]")


def _check(context: Context) -> Iterator[Diagnostic]:
    arguing = arguing_fields(context)
    for note in context.notes:
        for path, text in _nothings(note, arguing):
            named = quoted(f"[[{text}]]")
            message = f"`{path[0]}` says {quoted(text)}; delete it, or write {named} for a note of that name"
            yield RULE.at(note, note.document.fields.span(*path), message)
        idle = [
            (name, index, len(value), message)
            for name, value in note.document.fields.data.items()
            if isinstance(value, list)
            for index, message in _idle(name, value, is_arguing=name in arguing)
            if not _is_alias(note, name, index)
        ]
        outline = sound_outline(note.document.text) if idle else None
        for name, index, count, message in idle:
            fix = _fix(note, outline, name, index, count)
            yield RULE.at(note, note.document.fields.span(name, index), message, fix=fix)


def _nothings(note: Note, arguing: frozenset[str]) -> Iterator[tuple[KeyPath, str]]:
    """Yield the entries of fields that argue which only say that there is none."""
    for name, value in note.document.fields.data.items():
        if name not in arguing:
            continue
        paths: list[tuple[KeyPath, Value]] = [((name,), value)]
        if isinstance(value, list):
            paths = [((name, index), entry) for index, entry in enumerate(value)]
        yield from ((path, text) for path, text in paths if isinstance(text, str) and says_nothing(text))


def _is_alias(note: Note, name: str, index: int) -> bool:
    """Return whether an entry is a refused alias, which reads as empty and has a rule of its own."""
    span = note.document.fields.span(name, index)
    return span is not None and note.document.text.startswith("*", span.start)


def _idle(name: str, entries: list[Value], *, is_arguing: bool) -> Iterator[tuple[int, str]]:
    """Yield the index of each entry that says nothing, and why."""
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry is None or (isinstance(entry, str) and not entry.strip()):
            yield index, f"an entry of `{name}` is empty; delete it"
        elif isinstance(entry, str):
            link = _LINK.fullmatch(entry) if is_arguing else None
            said = link[1] if link else entry
            if said in seen:
                yield index, f"`{name}` holds {quoted(said)} twice; delete one"
            seen.add(said)


def _fix(note: Note, outline: Outline | None, name: str, index: int, count: int) -> Fix | None:
    field = outline.field_named(name) if outline is not None and outline.is_mapping else None
    block = note.document.block
    if outline is None or block is None or field is None or count < 2 or len(field.value.items) != count:
        return None
    start, end = entry_extent(outline, field.value, index)
    kept = kept_comments(outline, field.value, start, end)
    edit = Edit(note.path, Span(block.start + start, block.start + end), kept)
    return Fix("Delete the entry", (edit,), is_safe=False)


RULE = Rule("ST304", "idle-entry", Severity.WARNING, _check, is_local=True)

"""An entry of a list is empty or stands there twice.

## Why
A dash without text is nothing to anybody, and an edge that is given twice counts once.
Both are what hand-merged lists look like.

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

from collections.abc import Iterator

from teleo.formatting.edit import entry_extent
from teleo.formatting.sound import sound_outline
from teleo.model import Diagnostic, Edit, Fix, Note, Severity, Span, Value
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        for name, value in note.document.fields.data.items():
            if isinstance(value, list):
                yield from _found(note, name, value)


def _found(note: Note, name: str, entries: list[Value]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        span = note.document.fields.span(name, index)
        if entry is None or (isinstance(entry, str) and not entry.strip()):
            message = f"an entry of `{name}` is empty; delete it"
        elif isinstance(entry, str) and entry in seen:
            message = f"`{name}` holds {quoted(entry)} twice; delete one"
        else:
            if isinstance(entry, str):
                seen.add(entry)
            continue
        yield RULE.at(note, span, message, fix=_fix(note, name, index, len(entries)))


def _fix(note: Note, name: str, index: int, count: int) -> Fix | None:
    outline, block = sound_outline(note.document.text), note.document.block
    field = outline.field_named(name) if outline is not None and outline.is_mapping else None
    if outline is None or block is None or field is None or count < 2 or len(field.value.items) != count:
        return None
    start, end = entry_extent(outline, field.value, field.value.items[index])
    edit = Edit(note.path, Span(block.start + start, block.start + end), "")
    return Fix("Delete the entry", (edit,), is_safe=False)


RULE = Rule("ST304", "idle-entry", Severity.WARNING, _check, is_local=True)

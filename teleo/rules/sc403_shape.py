"""A field holds a value of the wrong shape: a list where a sentence is due, words where a day is due.

## Why
What has the wrong shape is read as something else or not at all.

A single text where a list is due has a rule of its own that mends it (ST303), and so have dates that are no
day (YT206) and entries of edge fields that YAML took for lists or mappings (YT202, YT203).

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
created: last spring
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
created: 2026-03-24
---
# inference outgrows training
```

## Fix
Write the value in the shape that the message names.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, NoteType, Severity
from teleo.rules.rule import Context, Rule
from teleo.schema import BreachKind


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        for breach in context.breaches[note.id]:
            if breach.kind is BreachKind.SHAPE:
                yield RULE.at(note, breach.span, breach.message)
        kind = note.document.fields.data.get("type")
        if note.type is NoteType.NOTE and isinstance(kind, list | dict):
            shape = "a list" if isinstance(kind, list) else "a mapping"
            message = f"`type` wants one word, found {shape}, which makes this a plain note"
            yield RULE.at(note, note.document.fields.span("type"), message)


RULE = Rule("SC403", "wrong-shape", Severity.ERROR, _check, is_local=True)

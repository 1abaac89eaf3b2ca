"""A date lies in the future, or a note was evaluated before it was created.

## Why
Ages are counted from these dates: a claim dated next year is never stale, and the feed puts it first forever.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
created: 2026-03-24
last_evaluated: 2026-03-01
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
created: 2026-03-01
last_evaluated: 2026-03-24
---
# inference outgrows training
```

## Fix
Correct the date.
The day of tomorrow is allowed, since it has begun already somewhere.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from teleo.graph.dates import day
from teleo.model import Diagnostic, Note, NoteType, Severity
from teleo.rules.rule import Context, Rule

_FIELDS = ("created", "last_evaluated", "last_updated", "accessed", "processed_date")


def _check(context: Context) -> Iterator[Diagnostic]:
    latest = context.today + timedelta(days=1)
    for note in context.notes:
        if note.type is not NoteType.NOTE:
            yield from _found(note, latest)


def _found(note: Note, latest: date) -> Iterator[Diagnostic]:
    fields = note.document.fields
    for name in _FIELDS:
        value = fields.data.get(name)
        stated = day(value) if isinstance(value, str) else None
        if stated is not None and stated > latest:
            yield RULE.at(note, fields.span(name), f"`{name}` is {stated}, which lies in the future")
    created, evaluated = day(note.created), day(note.last_evaluated)
    if created is not None and evaluated is not None and evaluated < created:
        message = f"`last_evaluated` is {evaluated}, before the note was created on {created}"
        yield RULE.at(note, fields.span("last_evaluated"), message)


RULE = Rule("SC405", "date-order", Severity.WARNING, _check)

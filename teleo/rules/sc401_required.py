"""A note lacks a field that its type requires, or leaves it empty.

## Why
A claim without a rating, a source or a date cannot be weighed, and the site has nothing to show for it.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
domain: ai-compute
description: Queries multiply while models are trained once.
confidence: likely
created: 2026-03-24
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
domain: ai-compute
description: Queries multiply while models are trained once.
confidence: likely
source: Deloitte 2026, projections of data-centre load
created: 2026-03-24
---
# inference outgrows training
```

## Fix
Add the field.
The schemas in `schemas/` say for each type which fields it must have and what they mean; an editor that runs
`teleo lsp` shows it while you type.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Note, NoteType, Severity
from teleo.rules.rule import Context, Rule
from teleo.schema import BreachKind

_OF_CLAIMS = frozenset({"confidence", "depends_on", "supports", "challenged_by", "source", "domain"})


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        for breach in context.breaches[note.id]:
            if breach.kind is BreachKind.MISSING and not (
                breach.span is None and _is_unread(note, str(breach.path[-1]))
            ):
                # A field that is not there has no place: the type that asks for it stands in.
                span = breach.span or note.document.fields.key("type")
                yield RULE.at(note, span, f"{breach.message}; {'fill' if breach.span else 'add'} it")
        if _forgot_its_type(note):
            yield RULE.at(note, None, "has the fields of a claim and no `type`; add `type: claim`")


def _is_unread(note: Note, name: str) -> bool:
    """Return whether a field stands in a block of which YAML could not read all: it is there, and not missing."""
    is_torn = any(fault.code == "FM102" for fault in note.document.faults)
    return is_torn and note.document.writes_key(name)


def _forgot_its_type(note: Note) -> bool:
    is_untyped = note.type is NoteType.NOTE and not note.type_name
    has_fields = is_untyped and not _OF_CLAIMS.isdisjoint(note.document.fields.data)
    return has_fields and not _is_unread(note, "type")


RULE = Rule("SC401", "required-field", Severity.ERROR, _check, is_local=True)

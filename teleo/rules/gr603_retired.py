"""A claim argues with one that is retired or superseded.

## Why
Its author no longer holds it, so nothing should rest on it.
A rating that was earned by a retired premise is no longer earned.

## Bad
```markdown claims/chips follow their load.md
---
type: claim
depends_on:
- inference outgrows training
---
# chips follow their load
```
```markdown claims/inference outgrows training.md
---
type: claim
status: retired
---
# inference outgrows training
```

## Good
```markdown claims/chips follow their load.md
---
type: claim
---
# chips follow their load
```
```markdown claims/inference outgrows training.md
---
type: claim
status: retired
---
# inference outgrows training
```

## Fix
Name the claim that took its place, or delete the entry and rate the claim anew.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Relation, Severity, Status
from teleo.rules.edges import edge_span
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule, place_of

_GONE = frozenset({Status.RETIRED, Status.SUPERSEDED})
_VERBS = {
    Relation.DEPENDS_ON: "depends on",
    Relation.SUPPORTS: "supports",
    Relation.CHALLENGES: "challenges",
}


def _check(context: Context) -> Iterator[Diagnostic]:
    gone = {note.id: note for note in context.vault.notes if note.status in _GONE}
    if not gone:
        return
    for note in context.notes:
        if note.id in gone:
            continue
        for edge in context.edges.leaving(note.id, *_VERBS):
            other = gone.get(edge.target)
            if other is not None:
                span = edge_span(context, note, other.id, edge.relation)
                related = (place_of(other, other.document.fields.span("status"), f"is {other.status.value}"),)
                message = f"{_VERBS[edge.relation]} a {other.status.value} claim: {quoted(other.title)}"
                yield RULE.at(note, span, message, related=related)


RULE = Rule("GR603", "edge-to-retired", Severity.WARNING, _check, is_of_heads=True)

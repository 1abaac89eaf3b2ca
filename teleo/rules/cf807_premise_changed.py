"""A premise changed after the claim was last evaluated.

## Why
The rating was given with the premise as it was then.
Whoever evaluated the premise anew may have lowered it, narrowed it or given it other grounds.

A premise counts as changed on the latest of its `created`, `last_evaluated`, `last_updated` and `revised`.
The rule speaks only of claims that say when they were last evaluated.

## Bad
```markdown claims/chips follow their load.md
---
type: claim
last_evaluated: 2026-01-15
depends_on:
- inference outgrows training
---
# chips follow their load
```
```markdown claims/inference outgrows training.md
---
type: claim
last_evaluated: 2026-03-01
---
# inference outgrows training
```

## Good
```markdown claims/chips follow their load.md
---
type: claim
last_evaluated: 2026-03-02
depends_on:
- inference outgrows training
---
# chips follow their load
```
```markdown claims/inference outgrows training.md
---
type: claim
last_evaluated: 2026-03-01
---
# inference outgrows training
```

## Fix
Read the premise again, rate the claim, and write the day as `last_evaluated`.
"""

from collections.abc import Iterator
from datetime import date

from teleo.graph.dates import day
from teleo.model import Diagnostic, Note, Relation, Severity
from teleo.rules.edges import edge_span
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule

_CHANGES = ("created", "last_evaluated", "last_updated", "revised")


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        evaluated = day(note.last_evaluated)
        if evaluated is None:
            continue
        for edge in context.edges.leaving(note.id, Relation.DEPENDS_ON):
            premise = context.vault.by_id[edge.target]
            changed = _last_change(premise)
            if changed is not None and evaluated < changed <= context.today:
                span = edge_span(context, note, premise.id, Relation.DEPENDS_ON)
                message = (
                    f"was evaluated on {evaluated}; its premise {quoted(premise.title)} changed on {changed}"
                )
                yield RULE.at(note, span, message)


def _last_change(note: Note) -> date | None:
    values = (note.document.fields.data.get(name) for name in _CHANGES)
    days = (day(value) for value in values if isinstance(value, str))
    return max((found for found in days if found is not None), default=None)


RULE = Rule("CF807", "premise-changed", Severity.INFO, _check, is_of_heads=True)

"""Claims depend on each other in a circle.

## Why
A dependency says: if that falls, so does this.
In a circle every claim is a reason for itself, and none of them rests on anything.
Each set of claims that depend on one another is named once, by a shortest circle in it.

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
depends_on:
- chips follow their load
---
# inference outgrows training
```

## Good
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
supports:
- chips follow their load
---
# inference outgrows training
```

## Fix
Find the dependency that holds least, and delete it or call it what it is: `supports` or `related`.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Relation, Severity
from teleo.rules.edges import edge_place, edge_span
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule

_SHOWN = 6


def _check(context: Context) -> Iterator[Diagnostic]:
    reported = {note.id for note in context.notes}
    for cycle in context.cycles:
        members = [note_id for note_id in cycle if note_id in reported]
        if not members or len(cycle) < 2:
            continue  # a note that depends on itself is a self link, LK505
        start = cycle.index(members[0])
        ring = cycle[start:] + cycle[:start]
        first, second = context.vault.by_id[ring[0]], context.vault.by_id[ring[1]]
        names = [quoted(context.vault.by_id[note_id].title, 80) for note_id in ring[1:_SHOWN]]
        more = f" → … {len(ring) - _SHOWN} more" if len(ring) > _SHOWN else ""
        message = f"depends on itself: → {' → '.join(names)}{more} → back here"
        related = tuple(
            edge_place(context, near, far, Relation.DEPENDS_ON)
            for near, far in zip(ring[1:_SHOWN], (*ring[2:], ring[0]), strict=False)
        )
        span = edge_span(context, first, second.id, Relation.DEPENDS_ON)
        yield RULE.at(first, span, message, related=related)


RULE = Rule("GR601", "dependency-cycle", Severity.ERROR, _check, is_of_heads=True)

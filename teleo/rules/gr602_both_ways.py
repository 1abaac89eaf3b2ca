"""A claim both supports and challenges, or rests on and challenges, the same claim.

## Why
It cannot be evidence for a claim and against it; as a premise and a challenge it would refute itself.
Most often one of the two edges was written by a tool from similarity alone.

## Bad
```markdown claims/chips follow their load.md
---
type: claim
supports:
- inference outgrows training
challenges:
- inference outgrows training
---
# chips follow their load
```
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training
```

## Good
```markdown claims/chips follow their load.md
---
type: claim
challenges:
- inference outgrows training
---
# chips follow their load
```
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training
```

## Fix
Keep the edge that the text argues for.
When one part of the claim speaks for and another against, it is two claims.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Relation, Severity
from teleo.rules.edges import edge_span
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule

_FOR = (Relation.SUPPORTS, Relation.DEPENDS_ON)
_AGAINST = (Relation.CHALLENGES, Relation.CONTRADICTS)
_VERBS = {
    Relation.SUPPORTS: "supports",
    Relation.DEPENDS_ON: "depends on",
    Relation.CHALLENGES: "challenges",
    Relation.CONTRADICTS: "contradicts",
}


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        against = {edge.target: edge.relation for edge in context.edges.leaving(note.id, *_AGAINST)}
        if not against:
            continue
        for edge in context.edges.leaving(note.id, *_FOR):
            if edge.target in against:
                other = context.vault.by_id[edge.target]
                both = f"{_VERBS[edge.relation]} and {_VERBS[against[edge.target]]}"
                span = edge_span(context, note, other.id, against[edge.target])
                yield RULE.at(note, span, f"{both} one claim: {quoted(other.title)}")


RULE = Rule("GR602", "for-and-against", Severity.WARNING, _check, is_of_heads=True)

"""A claim is rated above a premise that it names.

## Why
A claim that depends on another can be no surer than it is: if the premise falls, so does the claim.
Ratings rise from `speculative` over `experimental` and `likely` to `proven`.

## Bad
```markdown claims/chips follow their load.md
---
type: claim
confidence: likely
depends_on:
- inference outgrows training
---
# chips follow their load
```
```markdown claims/inference outgrows training.md
---
type: claim
confidence: speculative
---
# inference outgrows training
```

## Good
```markdown claims/chips follow their load.md
---
type: claim
confidence: speculative
depends_on:
- inference outgrows training
---
# chips follow their load
```
```markdown claims/inference outgrows training.md
---
type: claim
confidence: speculative
---
# inference outgrows training
```

## Fix
Lower the rating, find evidence that raises the premise, or, if the claim would stand without it, write
`supported_by` in place of `depends_on`.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Relation, Severity
from teleo.rules.edges import edge_span
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule, place_of


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        rating = note.confidence
        if not rating:
            continue  # none, or the lowest
        for edge in context.edges.leaving(note.id, Relation.DEPENDS_ON):
            premise = context.vault.by_id[edge.target]
            if premise.confidence is not None and premise.confidence < rating:
                word = premise.confidence.word
                span = edge_span(context, note, premise.id, Relation.DEPENDS_ON)
                related = (place_of(premise, premise.document.fields.span("confidence"), f"is {word}"),)
                message = (
                    f"is rated {rating.word}, above its premise {quoted(premise.title)}, which is {word}"
                )
                yield RULE.at(note, span, message, related=related)


RULE = Rule("CF801", "above-premise", Severity.WARNING, _check, is_of_heads=True)

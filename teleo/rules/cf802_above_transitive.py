"""A claim is rated above a premise of its premises.

## Why
What holds for a premise holds for the premises below it: the weakest of them all is the most that the claim
can be rated, its effective rating.
The message gives one shortest path to that premise.

It is a warning when nothing on the path is itself rated above its premise, since then no other rule speaks;
otherwise an info, for it goes away with the fault on the path.

## Bad
```markdown claims/clusters will be built anew.md
---
type: claim
confidence: likely
depends_on:
- we buy chips for inference
---
# clusters will be built anew
```
```markdown claims/we buy chips for inference.md
---
type: position
depends_on:
- inference outgrows training
---
# we buy chips for inference
```
```markdown claims/inference outgrows training.md
---
type: claim
confidence: speculative
---
# inference outgrows training
```

## Good
```markdown claims/clusters will be built anew.md
---
type: claim
confidence: speculative
depends_on:
- we buy chips for inference
---
# clusters will be built anew
```
```markdown claims/we buy chips for inference.md
---
type: position
depends_on:
- inference outgrows training
---
# we buy chips for inference
```
```markdown claims/inference outgrows training.md
---
type: claim
confidence: speculative
---
# inference outgrows training
```

## Fix
Begin at the end of the path: mend the rating or the dependency nearest to the weak premise first.
"""

from collections.abc import Iterator

from teleo.graph.effective import effective_ratings
from teleo.model import Confidence, Diagnostic, Note, Relation, Severity
from teleo.rules.edges import edge_span
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule, place_of

_SHOWN = 5


def _check(context: Context) -> Iterator[Diagnostic]:
    ratings = effective_ratings(context.graph)
    for note in context.notes:
        held = ratings[note.id]
        if held.rank is None or held.distance < 2 or not note.confidence or held.rank >= note.confidence:
            continue
        path = [context.vault.by_id[note_id] for note_id in held.witness]
        yield _found(context, path, note.confidence, held.rank)


def _found(context: Context, path: list[Note], rating: Confidence, rank: Confidence) -> Diagnostic:
    note, weakest, between = path[0], path[-1], path[1:-1]
    names = [quoted(step.title, 80) for step in between[:_SHOWN]]
    more = f" → … {len(between) - _SHOWN} more" if len(between) > _SHOWN else ""
    way = f"through {' → '.join(names)}{more}"
    message = f"is rated {rating.word}, above {quoted(weakest.title)}, which is {rank.word}, {way}"
    span = edge_span(context, note, between[0].id, Relation.DEPENDS_ON)
    related = (place_of(weakest, weakest.document.fields.span("confidence"), f"is {rank.word}"),)
    is_known = any(step.confidence is not None for step in between)
    return RULE.at(note, span, message, related=related, severity=Severity.INFO if is_known else None)


RULE = Rule("CF802", "above-transitive-premise", Severity.WARNING, _check)

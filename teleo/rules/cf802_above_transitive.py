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

from collections.abc import Iterator, Mapping

from teleo.graph.effective import Effective, effective_ratings
from teleo.model import Diagnostic, Note, Relation, Severity
from teleo.rules.edges import edge_span
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule, place_of

_SHOWN = 5


def _check(context: Context) -> Iterator[Diagnostic]:
    ratings = effective_ratings(context.graph)
    steps, met = _ways(context, ratings)
    for note in context.notes:
        held = ratings[note.id]
        if note.confidence and held.distance > 1 and held.rank is not None and held.rank < note.confidence:
            yield _found(context, note, held, steps, is_known=note.id in met)


def _ways(context: Context, ratings: Mapping[str, Effective]) -> tuple[dict[str, str], set[str]]:
    """Return each note's next step on its way to its weakest premise, and the notes that meet a rated one.

    Only the first steps of a way are shown: all the ways of a long chain are together quadratic.
    """
    steps: dict[str, str] = {}
    met: set[str] = set()
    for held in sorted(ratings.values(), key=lambda held: (held.distance, held.note)):
        premises = [edge.target for edge in context.edges.leaving(held.note, Relation.DEPENDS_ON)]
        nearer = (held.weakest, held.distance - 1)
        step = next(
            (one for one in premises if (ratings[one].weakest, ratings[one].distance) == nearer), None
        )
        if step is not None:
            steps[held.note] = step
            if step != held.weakest and (step in met or context.vault.by_id[step].confidence is not None):
                met.add(held.note)
    return steps, met


def _found(
    context: Context, note: Note, held: Effective, steps: Mapping[str, str], *, is_known: bool
) -> Diagnostic:
    assert held.rank is not None
    assert note.confidence is not None
    between = [steps[note.id]]
    while len(between) < _SHOWN and steps[between[-1]] != held.weakest:
        between.append(steps[between[-1]])
    names = " → ".join(quoted(context.vault.by_id[step].title, 80) for step in between)
    hidden = held.distance - 1 - len(between)
    more = f" → … {hidden} more" if hidden else ""
    weakest = context.vault.by_id[held.weakest]
    message = (
        f"is rated {note.confidence.word}, above {quoted(weakest.title)}, which is {held.rank.word}, "
        f"through {names}{more}"
    )
    span = edge_span(context, note, between[0], Relation.DEPENDS_ON)
    related = (place_of(weakest, weakest.document.fields.span("confidence"), f"is {held.rank.word}"),)
    return RULE.at(note, span, message, related=related, severity=Severity.INFO if is_known else None)


RULE = Rule("CF802", "above-transitive-premise", Severity.WARNING, _check)

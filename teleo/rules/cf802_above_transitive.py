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

from collections.abc import Iterable, Iterator, Mapping

from teleo.graph.effective import Effective
from teleo.model import Diagnostic, Note, Relation, Severity
from teleo.rules.edges import edge_span
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule, place_of

_SHOWN = 5


def _check(context: Context) -> Iterator[Diagnostic]:
    ratings = context.effective
    above = [note for note in context.notes if _is_above(note, ratings[note.id])]
    steps, met = _ways(context, ratings, above)
    for note in above:
        yield _found(context, note, ratings[note.id], steps, is_known=note.id in met)


def _is_above(note: Note, held: Effective) -> bool:
    return bool(
        note.confidence and held.distance > 1 and held.rank is not None and held.rank < note.confidence
    )


def _ways(
    context: Context, ratings: Mapping[str, Effective], above: Iterable[Note]
) -> tuple[dict[str, str], set[str]]:
    """Return the next step of each note on the ways of `above` to their weakest premises, and the notes that
    meet a rated one.

    Ways that join are walked once, and only their first steps are shown: all the ways of a long chain are
    together quadratic.
    """
    steps: dict[str, str] = {}
    for note in above:
        here: str | None = note.id
        while here is not None and here not in steps and here != ratings[here].weakest:
            step = _step(context, ratings, ratings[here])
            if step is not None:
                steps[here] = step
            here = step
    met: set[str] = set()
    for here in sorted(steps, key=lambda id_: (ratings[id_].distance, id_)):
        step = steps[here]
        if step != ratings[here].weakest and (
            step in met or context.vault.by_id[step].confidence is not None
        ):
            met.add(here)
    return steps, met


def _step(context: Context, ratings: Mapping[str, Effective], held: Effective) -> str | None:
    premises = (edge.target for edge in context.edges.leaving(held.note, Relation.DEPENDS_ON))
    nearer = (held.weakest, held.distance - 1)
    return next((one for one in premises if (ratings[one].weakest, ratings[one].distance) == nearer), None)


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


RULE = Rule("CF802", "above-transitive-premise", Severity.WARNING, _check, is_of_heads=True)

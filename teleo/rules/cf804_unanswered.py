"""A challenge has no response.

## Why
A challenge that is left standing is the most honest thing in a vault, and the easiest to forget.
It stays in sight until somebody answers it or the claim is rated anew.

`responses` answer the challenges whose title or whole words they hold.
The others answer, in order, those that are left.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
challenged_by:
- Training runs may grow just as fast
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
challenged_by:
- Training runs may grow just as fast
responses:
- Their growth has slowed since 2024, while queries doubled every year
---
# inference outgrows training
```

## Fix
Answer it under `responses:`, or lower the rating.
A challenge that is meant to stand open can be kept with a suppression that says so.
"""

from collections.abc import Iterator

from teleo.graph.challenges import Challenge, challenges_among
from teleo.model import Diagnostic, Note, Relation, Severity, Span, Status
from teleo.rules.edges import edge_span
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        if note.status not in (Status.ACTIVE, Status.UNDER_REVIEW):
            continue
        for challenge in _challenges_to(context, note):
            if not challenge.is_answered:
                message = (
                    f"no response to the challenge {quoted(challenge.text)}; answer it under `responses`"
                )
                yield RULE.at(note, _span(context, challenge), message)


def _challenges_to(context: Context, note: Note) -> tuple[Challenge, ...]:
    edges = context.edges.arriving(note.id, Relation.CHALLENGES)
    return challenges_among(note, edges, context.prose_of(note), context.vault.by_id)


def _span(context: Context, challenge: Challenge) -> Span | None:
    note = context.vault.by_id[challenge.note]
    if challenge.challenger:
        return edge_span(context, note, challenge.challenger, Relation.CHALLENGES)
    entries = (entry for entry in note.entries if entry.target == challenge.text)
    return next((entry.span for entry in entries), None)


RULE = Rule("CF804", "unanswered-challenge", Severity.WARNING, _check, is_of_heads=True)

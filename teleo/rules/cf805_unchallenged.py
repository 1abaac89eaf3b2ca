"""A claim is rated likely or proven and nobody has challenged it.

## Why
A rating that has met no objection has not been tested.
The rule is a hint for whoever looks for the next thing to argue about.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
confidence: likely
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
confidence: likely
challenged_by:
- Training runs may grow just as fast
responses:
- Their growth has slowed since 2024
---
# inference outgrows training
```

## Fix
Write down the best objection that you know, under `challenged_by:` or in a section `## Challenges`, and answer
it.
"""

import re
from collections.abc import Iterator

from teleo.model import Confidence, Diagnostic, Note, NoteType, Relation, Severity, Status
from teleo.rules.rule import Context, Rule

_ABOUT_CHALLENGES = re.compile(
    r"challenge|limitation|objection|counter|caveat|weakness|against", re.IGNORECASE
)


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        rating = note.confidence
        if rating is None or rating < Confidence.LIKELY or note.type is not NoteType.CLAIM:
            continue
        if note.status is Status.ACTIVE and not _is_challenged(context, note):
            span = note.document.fields.span("confidence")
            message = f"is rated {rating.word} and was never challenged; write the best objection as `challenged_by`"
            yield RULE.at(note, span, message)


def _is_challenged(context: Context, note: Note) -> bool:
    if context.edges.arriving(note.id, Relation.CHALLENGES, Relation.CONTRADICTS):
        return True
    if context.edges.leaving(note.id, Relation.CONTRADICTS):
        return True
    if any(entry.relation is Relation.CHALLENGES and entry.is_inverse for entry in context.prose_of(note)):
        return True
    return any(_ABOUT_CHALLENGES.search(heading.text) for heading in note.headings[1:])


RULE = Rule("CF805", "never-challenged", Severity.INFO, _check, is_of_heads=True)

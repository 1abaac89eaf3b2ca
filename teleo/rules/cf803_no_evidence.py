"""A claim is rated likely or proven and gives no evidence.

## Why
Such a rating is earned by evidence that a reader can follow.
Evidence is a `source`, a premise or a support (in words or by title), a source note that is cited, a
quantity with its `src`, a footnote or a link to a work in the text.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
confidence: proven
---
# inference outgrows training

Everybody says so.
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
confidence: proven
source: Deloitte 2026, projections of data-centre load
---
# inference outgrows training
```

## Fix
Name the evidence, or rate the claim `experimental` or `speculative` until there is some.
"""

import re
from collections.abc import Iterator

from teleo.model import Confidence, Diagnostic, Note, ProseEntry, Relation, Severity
from teleo.rules.rule import Context, Rule

_WORK = re.compile(r"https?://|\bdoi:|\barXiv:|\[\^[^\]\n]{1,80}\]", re.IGNORECASE)
_SIGNS = ("://", "[^")
_NAMES = re.compile("[iIvV]:")
"""One of these stands in all that `_WORK` finds, and is found sooner."""


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        if note.confidence in (Confidence.LIKELY, Confidence.PROVEN) and not _has_evidence(context, note):
            span = note.document.fields.span("confidence")
            message = f"is rated {note.confidence.word} and names no source, premise, support or cited work"
            message += "; name what it rests on, or lower the rating"
            yield RULE.at(note, span, message)


def names_a_work(note: Note) -> bool:
    """Return whether the text of a note holds the address or the mark of a work."""
    text = note.document.body_text
    is_possible = any(sign in text for sign in _SIGNS) or _NAMES.search(text)
    return bool(is_possible and _WORK.search(text))


def _has_evidence(context: Context, note: Note) -> bool:
    if note.source or names_a_work(note):
        return True
    if context.edges.leaving(note.id, Relation.DEPENDS_ON, Relation.CITES) or context.edges.arriving(
        note.id, Relation.SUPPORTS
    ):
        return True
    if any(_is_ground(entry) for entry in context.prose_of(note)):
        return True
    quantities = note.document.fields.data.get("quantities")
    values = quantities.values() if isinstance(quantities, dict) else ()
    return any(isinstance(value, dict) and value.get("src") for value in values)


def _is_ground(entry: ProseEntry) -> bool:
    is_premise = entry.relation in (Relation.DEPENDS_ON, Relation.CITES) and not entry.is_inverse
    return is_premise or (entry.relation is Relation.SUPPORTS and entry.is_inverse)


RULE = Rule("CF803", "no-evidence", Severity.WARNING, _check, is_of_heads=True)

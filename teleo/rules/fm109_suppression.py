"""A suppression comment is unused, gives no reason, or names no rule.

## Why
A suppression that nothing needs any more hides the next mistake of its kind.
One without a reason cannot be judged by whoever reads the note next.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training

<!-- teleo: ignore[FM103] both dates are right -->
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
created: 2026-01-01
created: 2026-02-02
---
# inference outgrows training

<!-- teleo: ignore[FM103] both dates are right -->
```

## Fix
Delete the comment when the mistake is gone; `teleo check --fix` does so.
Else write the codes in the brackets, parted by commas, and the reason after them.
A comment holds for its whole note.
"""

from collections.abc import Iterable, Iterator, Set

from teleo.model import Diagnostic, Edit, Fix, Note, Severity, Span
from teleo.rules.rule import Context, Rule
from teleo.rules.suppression import Suppression


def malformed(note: Note, comments: Iterable[Suppression], codes: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with suppression comments as they are written; `codes` are those of all rules."""
    for comment in comments:
        if not comment.codes:
            yield RULE.at(
                note,
                comment.span,
                "names no rule; write `ignore[…]` with the codes, as the findings give them",
            )
        elif not comment.reason:
            yield RULE.at(note, comment.span, "gives no reason; write it after the brackets")
        for code in comment.codes:
            if code not in codes:
                yield RULE.at(note, comment.span, f"{code!r} is no rule; `teleo rule` lists them")


def unused(note: Note, comments: Iterable[Suppression], idle: Set[tuple[Span, str]]) -> Iterator[Diagnostic]:
    """Yield the suppressions that suppressed nothing; `idle` holds the place and the code of each."""
    for comment in comments:
        codes = tuple(code for code in comment.codes if (comment.span, code) in idle)
        if codes:
            message = f"{', '.join(codes)} is not found in this note; delete the suppression"
            edit = Edit(note.path, comment.line, "")
            fix = Fix("Delete the comment", (edit,)) if codes == comment.codes else None
            yield RULE.at(note, comment.span, message, fix=fix)


def _check(_: Context) -> Iterator[Diagnostic]:
    """Only the run itself knows what was suppressed, so it reports through `malformed` and `unused`."""
    yield from ()


RULE = Rule("FM109", "suppression", Severity.WARNING, _check)

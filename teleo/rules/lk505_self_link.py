"""A note names itself.

## Why
A claim that is its own premise or its own support argues in a circle of one.
In the text such a link leads the reader back to where they are.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
supports:
- inference outgrows training
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training
```

## Fix
Delete the entry, or name the note that was meant.
A link to a heading of the same note is no fault: `[[#Heading]]`.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    for reference in context.references:
        leads_elsewhere = reference.link is not None and reference.link.fragment
        if reference.resolution.id == reference.note.id and not leads_elsewhere:
            severity = Severity.WARNING if reference.entry else Severity.INFO
            yield RULE.at(
                reference.note, reference.span, f"{reference.where} names its own note", severity=severity
            )


RULE = Rule("LK505", "self-link", Severity.WARNING, _check, is_of_names=True)

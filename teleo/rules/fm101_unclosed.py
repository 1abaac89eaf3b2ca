"""The frontmatter opens with three dashes and never closes.

## Why
Without the closing line no tool can tell the fields from the text.
Some then read the whole file as fields, others none of it, and the note loses its rating and its edges.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
confidence: likely

# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
confidence: likely
---

# inference outgrows training
```

## Fix
Write `---` on a line of its own after the last field.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.faults import reported_faults
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    return reported_faults(context, RULE)


RULE = Rule("FM101", "unclosed-block", Severity.ERROR, _check, is_local=True)

"""A conflict marker of a merge stands in the frontmatter.

## Why
The merge was not finished: both sides are in the file, and neither is what the note says.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
<<<<<<< HEAD
confidence: likely
=======
confidence: proven
>>>>>>> theirs
---
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
confidence: likely
---
```

## Fix
Decide which side holds, and delete the other with the three marker lines.
`teleo hook install` sets up a merge that joins lists and marks only the fields in dispute.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.faults import reported_faults
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    return reported_faults(context, RULE)


RULE = Rule("FM104", "conflict-marker", Severity.ERROR, _check, is_local=True)

"""A field is given twice in one mapping.

## Why
YAML forbids it, and tools differ: some keep the first value, most the last, a few refuse the file.
Two people then read two different notes from the same bytes.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
confidence: likely
confidence: proven
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
Keep one of the two, or join their entries in one list.
It often happens when a merge keeps both sides; `teleo hook install` sets up a merge that does not.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.faults import reported_faults
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    return reported_faults(context, RULE)


RULE = Rule("FM103", "duplicate-key", Severity.ERROR, _check, is_local=True)

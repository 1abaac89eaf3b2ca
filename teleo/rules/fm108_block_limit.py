"""The frontmatter passes a limit: it nests too deep, is too large, or uses an alias.

## Why
A few lines of YAML can stand for gigabytes when aliases are expanded, and depth can exhaust any reader.
teleo reads at most 64 levels and 256 KiB, and expands no alias.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
supports: &same
- chips follow their load
related: *same
---
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
supports:
- chips follow their load
related:
- chips follow their load
---
```

## Fix
Write the value where the alias stands, make the block flatter, or move its content to the body.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.faults import reported_faults
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    return reported_faults(context, RULE)


RULE = Rule("FM108", "block-limit", Severity.ERROR, _check, is_local=True)

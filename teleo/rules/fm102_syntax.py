"""The frontmatter is not YAML.

## Why
A field that cannot be read is a field that the note does not have.
teleo reads the other fields all the same, but most tools give up on the whole block.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
description: one reason: queries multiply
---
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
description: "one reason: queries multiply"
---
```

## Fix
Look at the place that the message names.
Most often a value holds a colon and a space, begins with a special character such as `@`, `%` or `[`,
or opens a quote that never closes: put the whole value in quotes.
Indent with spaces, never with tabs.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.faults import reported_faults
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    return reported_faults(context, RULE)


RULE = Rule("FM102", "yaml-syntax", Severity.ERROR, _check, is_local=True)

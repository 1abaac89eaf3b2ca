"""A stated value is judged by a model to which no uncertainty was given.

## Why
Without intervals the verdict is all or nothing: it says nothing on how near the stated value is to being right.

## Bad
```markdown claims/a figure is bound to its model.md
---
type: claim
quantities:
  kv:
    calc: quant.compression
    in: {bits_from: 16, bits_to: 3}
    stated: 5.3x
---
# a figure is bound to its model
```

## Good
```markdown claims/a figure is bound to its model.md
---
type: claim
quantities:
  kv:
    calc: quant.compression
    in: {bits_from: 16, bits_to: 2.8 to 3.2}
    stated: 5.3x
---
# a figure is bound to its model
```

## Fix
Give the inputs that are not known exactly as 90% intervals: `2 to 5`, or `3 (2 to 5)` with a median.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.quantity_problems import reported_problems
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    return reported_problems(context, RULE)


RULE = Rule("QU907", "no-uncertainty", Severity.INFO, _check)

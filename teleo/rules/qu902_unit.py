"""A value has a unit that does not fit.

## Why
Bytes where a number of parameters is due are a slip of the pen or of the mind, and either makes the result worthless.

## Bad
```markdown claims/a figure is bound to its model.md
---
type: claim
quantities:
  size:
    calc: mem.weights
    in: {params: 70 GB, bits: 4, overhead: 2 GB}
---
# a figure is bound to its model
```

## Good
```markdown claims/a figure is bound to its model.md
---
type: claim
quantities:
  size:
    calc: mem.weights
    in: {params: 70B, bits: 4, overhead: 2 GB}
---
# a figure is bound to its model
```

## Fix
Write the value in the unit that the message names, or in one that converts to it.
A number without a unit is taken to be in the unit of its input.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.quantity_problems import reported_problems
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    return reported_problems(context, RULE)


RULE = Rule("QU902", "quantity-unit", Severity.ERROR, _check)

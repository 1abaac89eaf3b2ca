"""A reference to a quantity leads nowhere, or in a circle.

## Why
What refers to a missing quantity, or to itself by way of others, cannot be computed.

## Bad
```markdown claims/a figure is bound to its model.md
---
type: claim
quantities:
  half:
    calc: shift.share_at
    in: {share0: = start, growth_ratio: 2 to 5, years: 3}
---
# a figure is bound to its model
```

## Good
```markdown claims/a figure is bound to its model.md
---
type: claim
quantities:
  start: {calc: given, stated: 30% to 40%}
  half:
    calc: shift.share_at
    in: {share0: = start, growth_ratio: 2 to 5, years: 3}
---
# a figure is bound to its model
```

## Fix
Write `= id` for a quantity of the same note, `= title of the claim#id` for one of another.
In a circle, give one of the quantities a number instead of a reference.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.quantity_problems import reported_problems
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    return reported_problems(context, RULE)


RULE = Rule("QU905", "quantity-reference", Severity.ERROR, _check)

"""A quantity names an unknown calculator or input, or holds a value that cannot be read.

## Why
A quantity that cannot be computed has no verdict, and all that refers to it has none either.
A range that can be read in two ways, such as `2 to 5%`, is refused rather than guessed.

## Bad
```markdown claims/a figure is bound to its model.md
---
type: claim
quantities:
  kv:
    calc: quant.compresion
    in: {bits_from: 16, bits_to: 3}
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
    in: {bits_from: 16, bits_to: 3}
---
# a figure is bound to its model
```

## Fix
Take the name that the message proposes.
`teleo calc list` has all calculators, `teleo calc show NAME` the inputs of one.
Write numbers as `35%`, `80 GB`, `1.2e24 FLOP`, `$2/GPU-hour`, intervals as `2 to 5` or `30% to 40%`.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.quantity_problems import reported_problems
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    return reported_problems(context, RULE)


RULE = Rule("QU901", "quantity-unreadable", Severity.ERROR, _check)

"""A number in the text is not the one that its quantity was recomputed to.

## Why
Numbers in prose rot: an input is corrected and the sentence keeps the old result.

## Bad
```markdown claims/a figure is bound to its model.md
---
type: claim
quantities:
  kv:
    calc: quant.compression
    in: {bits_from: 16, bits_to: 3}
---
# a figure is bound to its model

It shrinks [6 times](#q:kv).
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

It shrinks [5.3 times](#q:kv).
```

## Fix
Run `teleo recompute --write`, which rewrites the number at the digits and in the form that you chose, and nothing else.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.quantity_problems import reported_problems
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    return reported_problems(context, RULE)


RULE = Rule("QU904", "text-disagrees", Severity.WARNING, _check)

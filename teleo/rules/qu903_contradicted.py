"""The model leaves a stated value less than the least probability that still counts as possible.

## Why
A reader takes a stated number for true unless the note says that it does not follow from its own inputs.

## Bad
```markdown claims/a figure is bound to its model.md
---
type: claim
quantities:
  kv:
    calc: quant.compression
    in: {bits_from: 16, bits_to: 3}
    stated: 6x
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
    stated: 5.3x
---
# a figure is bound to its model
```

## Fix
See which is wrong: the figure, an input, or the model. Mend that one.
Where a source states it so, keep the figure and its `src`: the contradiction is then what the claim is about.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.quantity_problems import reported_problems
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    return reported_problems(context, RULE)


RULE = Rule("QU903", "quantity-contradicted", Severity.WARNING, _check)

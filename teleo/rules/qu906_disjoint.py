"""Two claims state one variable, for one scope and date, and their values have nothing in common.

## Why
Both cannot be true. A reader who sees only one of them cannot know that.

## Bad
```markdown claims/training leads.md
---
type: claim
quantities:
  share: {calc: given, var: inference_share, scope: global, as_of: 2026, stated: 30% to 40%}
---
# training leads
```
```markdown claims/inference leads.md
---
type: claim
quantities:
  share: {calc: given, var: inference_share, scope: global, as_of: 2026, stated: 66%}
---
# inference leads
```

## Good
```markdown claims/training leads.md
---
type: claim
quantities:
  share: {calc: given, var: inference_share, scope: global, as_of: 2026, stated: 30% to 40%}
---
# training leads
```
```markdown claims/inference leads.md
---
type: claim
quantities:
  share: {calc: given, var: inference_share, scope: global, as_of: 2026, stated: 35% to 66%}
---
# inference leads
```

## Fix
If they mean different populations or dates, say so in `scope` and `as_of`.
If they do disagree, let each claim be challenged by the other.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.quantity_problems import reported_problems
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    return reported_problems(context, RULE)


RULE = Rule("QU906", "values-disjoint", Severity.WARNING, _check)

"""Two claims state one variable with values that have nothing in common, but for another scope or date.

## Why
It is no contradiction, yet a reader who meets both figures wants to know why they differ.

## Bad
```markdown claims/training leads.md
---
type: claim
quantities:
  share: {calc: given, var: inference_share, scope: frontier labs, as_of: 2026, stated: 30% to 40%}
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
  share: {calc: given, var: inference_share, scope: frontier labs, as_of: 2024, stated: 30% to 40%}
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

## Fix
Say in one of the claims what makes the difference; `teleo recompute` names what would reconcile the two.
If they do mean the same, give them one `scope` and one `as_of`.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.quantity_problems import reported_problems
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    return reported_problems(context, RULE)


RULE = Rule("QU908", "scope-mismatch", Severity.INFO, _check)

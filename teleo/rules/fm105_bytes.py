r"""The file holds bytes that are no text: bad UTF-8, another encoding, a NUL or a control character.

## Why
Such bytes are read differently by every tool, break the YAML of the block, and can hide text in a terminal.

## Bad
```markdown escaped claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training

Caf\xe9s of compute.
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training

Cafés of compute.
```

## Fix
Save the file as UTF-8, and delete the control characters.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.faults import reported_faults
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    return reported_faults(context, RULE)


RULE = Rule("FM105", "bad-bytes", Severity.ERROR, _check, is_local=True)

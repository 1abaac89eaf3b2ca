"""The title of a claim says all, never or the like.

## Why
One counterexample refutes it, and then everything that rests on it falls.
Most such titles mean "most", and would be stronger if they said where they end.

## Bad
```markdown claims/every workload moves to inference.md
---
type: claim
---
# every workload moves to inference
```

## Good
```markdown claims/most new workloads are inference.md
---
type: claim
---
# most new workloads are inference
```

## Fix
Say for what it holds, or leave it if it is meant without exception.
"""

from collections.abc import Iterator

from teleo.model import PROPOSITIONS, Diagnostic, Severity
from teleo.rules.rule import Context, Rule
from teleo.rules.titles import title_span
from teleo.rules.wording import universal_word


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        word = universal_word(note.title) if note.type in PROPOSITIONS else None
        if word is not None:
            message = f"the title says {word[0]!r}: one counterexample refutes it; narrow it, or mean it"
            yield RULE.at(note, title_span(note), message)


RULE = Rule("TI706", "universal-word", Severity.INFO, _check, is_local=True)

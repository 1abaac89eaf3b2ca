"""Two notes in different folders have the same file name.

## Why
A link by that name is ambiguous, and each tool picks another of the two.
Topic maps named `_map.md`, `index.md` and `README.md` repeat by custom and are not reported.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training
```
```markdown economics/inference outgrows training.md
---
type: claim
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training
```
```markdown economics/inference outgrows training in spending.md
---
type: claim
---
# inference outgrows training in spending
```

## Fix
Join the two notes if they are one, or give one of them the name that tells it from the other.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from teleo.model import Diagnostic, Note, Severity, folded
from teleo.rules.rule import Context, Rule, place_of
from teleo.rules.twins import told_apart

_CUSTOMARY = frozenset({"_map", "index", "readme"})


_SHOWN = 5


def _check(context: Context) -> Iterator[Diagnostic]:
    by_stem: defaultdict[str, list[Note]] = defaultdict(list)
    for note in context.vault.notes:
        by_stem[folded(note.stem)].append(note)
    for note in context.notes:
        stem = folded(note.stem)
        count = len(by_stem[stem]) - 1
        if count and stem not in _CUSTOMARY:
            others = list(islice((other for other in by_stem[stem] if other is not note), _SHOWN))
            related = tuple(place_of(other, None, "has the same name") for other in others)
            more = f" and {count - 1} more" if count > 1 else ""
            other = told_apart([note.path, others[0].path])[1]
            yield RULE.at(note, None, f"has the same file name as {other}{more}; rename one", related=related)


RULE = Rule("TI703", "same-stem", Severity.WARNING, _check)

"""A link names several notes.

## Why
teleo does not guess which was meant, so the edge is in nobody's graph; other tools guess, each its own way.

## Bad
```markdown claims/chips follow their load.md
---
type: claim
---
# chips follow their load

It rests on [[demand]].
```
```markdown claims/demand.md
# Demand for models
```
```markdown hardware/demand.md
# Demand for chips
```

## Good
```markdown claims/chips follow their load.md
---
type: claim
---
# chips follow their load

It rests on [[hardware/demand]].
```
```markdown claims/demand.md
# Demand for models
```
```markdown hardware/demand.md
# Demand for chips
```

## Fix
Write the path of the note that is meant, from the root of the vault and without `.md`.
`--unsafe-fixes` writes the one in the same folder, if there is one.
"""

import posixpath
from collections.abc import Iterator

from teleo.model import Diagnostic, Fix, Severity
from teleo.rules.quoting import quoted
from teleo.rules.reference import Reference
from teleo.rules.rewriting import fix_naming
from teleo.rules.rule import Context, Rule
from teleo.rules.twins import are_twins, told_apart

_SHOWN = 5


def _check(context: Context) -> Iterator[Diagnostic]:
    for reference in context.references:
        if reference.resolution.is_ambiguous:
            ids = reference.resolution.ids
            listed = "; ".join(told_apart(ids)[:_SHOWN]) + (
                f"; and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
            )
            advice = "they look the same, so rename one" if are_twins(ids) else "write the path of one"
            message = f"{quoted(reference.text)} names {len(ids)} notes; {advice}: {listed}"
            yield RULE.at(reference.note, reference.span, message, fix=_fix(reference))


def _fix(reference: Reference) -> Fix | None:
    folder = posixpath.dirname(reference.note.id)
    near = [id_ for id_ in reference.resolution.ids if posixpath.dirname(id_) == folder]
    if len(near) != 1:
        return None
    return fix_naming(reference, near[0], is_safe=False)


RULE = Rule("LK503", "link-ambiguous", Severity.WARNING, _check)

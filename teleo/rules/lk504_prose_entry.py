"""An entry of an edge field is a sentence and names no note.

## Why
Evidence or a challenge in words is kept and shown, but it has no rating of its own, nobody can support or
challenge it, and it moves nothing in the graph.
It may also be a title with a slip in it, in which case the message offers the title.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
challenged_by:
- Training runs may grow just as fast
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
challenged_by:
- training runs grow just as fast as demand
---
# inference outgrows training
```
```markdown claims/training runs grow just as fast as demand.md
---
type: claim
---
# training runs grow just as fast as demand
```

## Fix
Leave it, if it is not worth a note; or write the note, `teleo new TITLE`, and put its title here.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.closeness import edit_distance
from teleo.rules.quoting import quoted
from teleo.rules.reference import Reference
from teleo.rules.rewriting import fix_naming, name_for
from teleo.rules.rule import Context, Rule
from teleo.vault.resolve import Step


def _check(context: Context) -> Iterator[Diagnostic]:
    for reference in context.references:
        if reference.resolution.step is Step.NONE and not reference.is_meant_as_title:
            yield _found(context, reference)


def _found(context: Context, reference: Reference) -> Diagnostic:
    near = context.nearest_titles(reference.note, reference.text, 1)
    if not near or 4 * edit_distance(reference.text, near[0]) > len(near[0]):
        message = f"{reference.where} names no note: {quoted(reference.text, 60)}"
        return RULE.at(reference.note, reference.span, message)
    found = context.vault.resolver.resolve(near[0]).id
    fix = None
    if found is not None:
        fix = fix_naming(reference, name_for(context.vault, context.vault.by_id[found]), is_safe=False)
    message = f"{reference.where} names no note; did you mean {quoted(near[0])}?"
    return RULE.at(reference.note, reference.span, message, fix=fix, severity=Severity.WARNING)


RULE = Rule("LK504", "prose-entry", Severity.INFO, _check)

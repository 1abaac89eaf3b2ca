"""The dashes of a list do not stand at the start of their lines.

## Why
Whoever appends a line in the usual style to an indented list, or the other way round, makes YAML read two
entries as one.
One form for all lists makes that impossible, and two branches that both add an entry merge.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
supports:
  - memory bounds inference
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
supports:
- memory bounds inference
---
# inference outgrows training
```

## Fix
`teleo fmt` puts each dash at the start of its line with one space after it, and moves what belongs to the
entry along.
"""

from collections.abc import Iterator

from teleo.formatting.canonical import is_loose
from teleo.model import Diagnostic, Severity, Span
from teleo.rules.lists import fix_form, lists
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        for outline, form, offset in lists(note):
            if is_loose(outline, form):
                start = offset + form.field.value.start
                where = (
                    f"at column {form.column + 1}" if form.column else "with more than one space after them"
                )
                message = f"the dashes of `{form.field.name}` stand {where}; `teleo fmt` mends it"
                fix = fix_form(note, outline, form, offset)
                yield RULE.at(note, Span(start, start + 1), message, fix=fix)


RULE = Rule("ST301", "list-indent", Severity.WARNING, _check, is_local=True)

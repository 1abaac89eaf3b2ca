"""An entry of a list stands in quotes that it does not need.

## Why
The same title with and without quotes is one entry to YAML and two to a search, a diff and a merge.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
supports:
- "memory bounds inference"
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
supports:
- memory bounds inference
- "[[chips are bought for inference]]"
- 'A survey of 2025: training runs take most of the power'
---
# inference outgrows training
```

## Fix
`teleo fmt` takes the quotes away where YAML 1.1 and YAML 1.2 both read the entry the same without them.
"""

from collections.abc import Iterator

from teleo.formatting.canonical import has_needless_quotes
from teleo.model import Diagnostic, Severity, Span
from teleo.rules.lists import fix_form, lists
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        for outline, form, offset in lists(note):
            quoted = [item for item in form.field.value.items if has_needless_quotes(outline, item)]
            if quoted:
                count = "an entry" if len(quoted) == 1 else f"{len(quoted)} entries"
                verb = "stands" if len(quoted) == 1 else "stand"
                message = f"{count} of `{form.field.name}` {verb} in needless quotes; `teleo fmt` mends it"
                span = Span(offset + quoted[0].start, offset + quoted[0].end)
                yield RULE.at(note, span, message, fix=fix_form(note, outline, form, offset))


RULE = Rule("ST302", "needless-quotes", Severity.INFO, _check, is_local=True)

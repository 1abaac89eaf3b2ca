"""A single text stands where a list is due.

## Why
teleo takes it for a list of one; a script that walks the entries walks its letters.
The next entry cannot be appended below it without changing the line, so two branches conflict.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
challenged_by: a survey of 2025 finds that training still takes most of the power
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
challenged_by:
- a survey of 2025 finds that training still takes most of the power
---
# inference outgrows training
```

## Fix
Put the text on a line of its own with a dash before it.
"""

from collections.abc import Iterator

from teleo.formatting.edit import FieldShapeError, scalar_to_list
from teleo.formatting.formatter import FormattingRefusedError
from teleo.model import Diagnostic, Fix, Note, NoteType, Severity
from teleo.rules.lists import LIST_FIELDS, changed_lines
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    custom = frozenset(context.vault.config.types.fields)
    for note in context.notes:
        if note.type is NoteType.NOTE:
            continue
        for name, value in note.document.fields.data.items():
            if name in LIST_FIELDS | custom and isinstance(value, str | bool) and value != "":
                message = f"`{name}` holds a single text where a list is due; put it on a line of its own with a dash"
                yield RULE.at(note, note.document.fields.span(name), message, fix=_fix(note, name))


def _fix(note: Note, name: str) -> Fix | None:
    text = note.document.text
    try:
        fixed = scalar_to_list(text, name)
    except (FieldShapeError, FormattingRefusedError):
        return None
    return Fix("Make it a list of one", (changed_lines(note, fixed),), is_safe=False)


RULE = Rule("ST303", "scalar-for-list", Severity.WARNING, _check, is_local=True)

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
Tags with commas between are put on a line each, since no tag holds a comma.
"""

from collections.abc import Iterator

from teleo.formatting.edit import FieldShapeError, append_entry, remove_entry, scalar_to_list
from teleo.formatting.formatter import FormattingRefusedError
from teleo.model import Diagnostic, Fix, Note, NoteType, Severity
from teleo.rules.lists import LIST_FIELDS, arguing_fields, changed_lines
from teleo.rules.rule import Context, Rule
from teleo.vault.reader import says_nothing

_MOST_TAGS = 64
"""How many tags are put apart: each is written on its own, and a hostile value has thousands."""


def _check(context: Context) -> Iterator[Diagnostic]:
    arguing = arguing_fields(context)
    for note in context.notes:
        if note.type is NoteType.NOTE:
            continue
        for name, value in note.document.fields.data.items():
            is_single = isinstance(value, str | bool) and value != ""
            # `challenged_by: none` is for ST304, which says to delete it.
            is_none = name in arguing and isinstance(value, str) and says_nothing(value)
            if name in LIST_FIELDS | arguing and is_single and not is_none:
                message = f"`{name}` holds a single text where a list is due; put it on a line of its own with a dash"
                yield RULE.at(note, note.document.fields.span(name), message, fix=_fix(note, name))


def _fix(note: Note, name: str) -> Fix | None:
    text = note.document.text
    value = note.document.fields.data[name]
    try:
        fixed = scalar_to_list(text, name)
        if name == "tags" and isinstance(value, str) and 0 < value.count(",") < _MOST_TAGS:
            for tag in filter(None, map(str.strip, value.split(","))):
                fixed = append_entry(fixed, name, tag)
            fixed = remove_entry(fixed, name, value)
    except (FieldShapeError, FormattingRefusedError):
        return None
    return Fix("Make it a list", (changed_lines(note, fixed),), is_safe=False)


RULE = Rule("ST303", "scalar-for-list", Severity.WARNING, _check, is_local=True)

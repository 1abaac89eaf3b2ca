"""A link without quotes is a list in a list.

## Why
Square brackets are YAML's own: `[[title]]` is a list that holds a list that holds a title.
teleo understands what was meant; other readers of the vault lose the link.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
supports:
- [[memory bounds inference]]
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
supports:
- "[[memory bounds inference]]"
---
# inference outgrows training
```

## Fix
Put the link in quotes; `teleo fmt --repair` does.
Outside of edge fields, brackets around several names with commas are taken for the list that they are.
"""

import re
from collections.abc import Iterator

from teleo.model import Diagnostic, Note, Severity
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule
from teleo.rules.scalars import is_arguing_field, quoting

_LINK = re.compile(r"\[\[[^\[\]\n]+\]\]")


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        block = note.document.block
        if block is not None and note.document.text.find("[[", block.start, block.end) >= 0:
            yield from _found(context, note)


def _found(context: Context, note: Note) -> Iterator[Diagnostic]:
    document = note.document
    for path, span in document.fields.spans.items():
        is_value = len(path) == 1 or (len(path) == 2 and isinstance(path[1], int))
        source = document.text[span.start : span.end]
        if not is_value or not _LINK.fullmatch(source):
            continue
        if is_arguing_field(context, path[0]) or "," not in source:
            message = f"YAML reads {quoted(source)} as a list in a list; put it in quotes"
            yield RULE.at(note, span, message, fix=quoting(note, span))


RULE = Rule("YT202", "nested-link", Severity.WARNING, _check, is_local=True)

"""A `#` cut a value.

## Why
After a space, `#` begins a comment: `source: report #12 of the agency` is the text `report`.
What follows is in the file and in no reader's hands.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
source: report #12 of the agency
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
source: "report #12 of the agency"
created: 2026-03-24 # the day of the talk
---
# inference outgrows training
```

## Fix
Put the value in quotes.
A comment that is meant as one has a space after its sign.
"""

import re
from collections.abc import Iterator

from teleo.model import Diagnostic, Note, Severity, Span
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule
from teleo.rules.scalars import end_of_line, is_plain, quoting, scalars

_CUT = re.compile(r"[ \t]+#[^\s#]")


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        text, block = note.document.text, note.document.block
        if block is not None and any(text.find(sign, block.start, block.end) >= 0 for sign in (" #", "\t#")):
            yield from _found(note)


def _found(note: Note) -> Iterator[Diagnostic]:
    text = note.document.text
    for _, span, source in scalars(note.document):
        if is_plain(source) and "\n" not in source and _CUT.match(text, span.end):
            whole = Span(span.start, end_of_line(text, span.start))
            message = (
                f"YAML reads only {quoted(source)}, since ` #` begins a comment; put the value in quotes"
            )
            yield RULE.at(note, whole, message, fix=quoting(note, whole))


RULE = Rule("YT204", "cut-at-hash", Severity.WARNING, _check, is_local=True)

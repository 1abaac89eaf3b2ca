"""A claim has no heading of level one.

## Why
The heading is the title as a reader sees it on any forge and in any editor.
A note without one opens in the middle of its argument.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
---
Every query costs compute, and there are ever more queries.
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training

Every query costs compute, and there are ever more queries.
```

## Fix
Put the title as a heading `# …` on the first line of the body.
`teleo check --unsafe-fixes` does so with the note's title.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Edit, Fix, Note, NoteType, Severity, Span
from teleo.rules.rule import Context, Rule
from teleo.rules.titles import heading_of


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        document = note.document
        if note.h1 is None and note.type is not NoteType.NOTE and document.block is not None:
            first_line = document.lines.line_span(document.place(document.body).line)
            message = "has no heading of level one; begin the body with `# ` and the title"
            yield RULE.at(note, Span(document.body.start, first_line.end), message, fix=_fix(note))


def _fix(note: Note) -> Fix | None:
    """Return the fix that begins the body with the title; `None` where nobody knows where the body begins."""
    document = note.document
    if any(fault.code == "FM101" for fault in document.faults):
        return None
    start = document.body.start
    head = document.text[:start]
    line_end = "\r\n" if "\r\n" in head else "\n"
    above = "" if head.endswith("\n") else line_end
    below = line_end * 2 if document.body_text else line_end
    edit = Edit(note.path, Span(start, start), f"{above}{heading_of(note)}{below}")
    return Fix("Put the title above the text", (edit,), is_safe=False)


RULE = Rule("TI702", "no-h1", Severity.INFO, _check, is_local=True, is_of_a_lack=True)

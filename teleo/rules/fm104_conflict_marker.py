"""A conflict marker of a merge stands in a note.

## Why
The merge was not finished: both sides are in the file, and neither is what the note says.
In the body, a line of seven `<` is looked for; one shown in a block of code is none.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
<<<<<<< HEAD
confidence: likely
=======
confidence: proven
>>>>>>> theirs
---
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
confidence: likely
---
```

## Fix
Decide which side holds, and delete the other with the three marker lines.
`teleo hook install` sets up a merge that joins lists and marks only the fields in dispute.
"""

import re
from collections.abc import Iterator

from teleo.model import Diagnostic, Note, Severity, Span, span_at
from teleo.rules.faults import reported_faults
from teleo.rules.rule import Context, Rule
from teleo.vault.markdown import code_spans

_BEGINS = "<<<<<<<"
_MARKER = re.compile(r"^<{7}(?: [^\r\n]*)?(?=\r?$)", re.MULTILINE)


def _check(context: Context) -> Iterator[Diagnostic]:
    yield from reported_faults(context, RULE)
    for note in context.notes:
        if _BEGINS in note.document.text:
            yield from _in_body(note)


def _in_body(note: Note) -> Iterator[Diagnostic]:
    document = note.document
    found = list(_MARKER.finditer(document.text, document.body.start, document.body.end))
    code = code_spans(document) if found else ()
    for marker in found:
        if span_at(code, marker.start()) is None:
            message = "a conflict marker stands here; keep one side and delete the markers"
            yield RULE.at(note, Span(*marker.span()), message)


RULE = Rule("FM104", "conflict-marker", Severity.ERROR, _check, is_local=True)

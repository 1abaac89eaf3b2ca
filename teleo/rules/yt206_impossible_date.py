"""A date is impossible or partial.

## Why
Many YAML readers make a date of anything that looks like one and give up on the whole file when there is no
such day: one `2026-03-00` hides all that the block says.
A month is no day either: ages are counted in days.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
created: 2026-03-00
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
created: 2026-03-24
---
# inference outgrows training
```

## Fix
Write the day, as in 2026-03-24.
Where only the month is known, take its first day and say so in a comment.
The date of a publication and the `as_of` of a quantity may be a month or a year.
"""

import re
from collections.abc import Iterator

from teleo.graph.dates import day
from teleo.model import REWEAVE_FIELD, Diagnostic, KeyPath, Severity
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule
from teleo.rules.scalars import is_plain, scalars

_LIKE_A_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[Tt \t].*)?")
_PARTIAL = re.compile(r"\d{4}(?:-\d{1,2}){0,2}")
_DAY_FIELDS = frozenset({"created", "last_evaluated", "last_updated", "processed_date"})
_DATE_FIELDS = _DAY_FIELDS | {"accessed", "date", "published", "revised", "as_of"}


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        for path, span, source in scalars(note.document):
            text = _date_in(path, source)
            if text is None:
                continue
            if _LIKE_A_DATE.fullmatch(text):
                if day(text) is not None:
                    continue
                message = f"{quoted(text)} is no day of any calendar; write one as in 2026-03-24"
                yield RULE.at(note, span, message)
            elif _PARTIAL.fullmatch(text) and path[-1] in _DAY_FIELDS:
                message = f"{quoted(text)} names no day; write one as in 2026-03-24"
                yield RULE.at(note, span, message, severity=Severity.WARNING)


def _date_in(path: KeyPath, source: str) -> str | None:
    """Return the text of a scalar that should be a date: in a date field, or plain and looking like one."""
    if path[0] == REWEAVE_FIELD:
        return source.strip("\"'").rpartition("|")[2].strip() if source.count("|") >= 2 else None
    if path[0] == "quantities" and path[-1] == "as_of":
        # QU901 says so, of any text that is no date.
        return None
    if path[-1] in _DATE_FIELDS:
        return source.strip("\"'")
    return source if is_plain(source) and _LIKE_A_DATE.fullmatch(source) else None


RULE = Rule("YT206", "impossible-date", Severity.ERROR, _check, is_local=True)

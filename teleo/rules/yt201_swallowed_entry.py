"""An entry of a list swallowed the next one.

## Why
A dash that stands further right than the dash above it does not begin an entry: YAML reads the line as the
rest of the entry above, and no parser says a word.
Two edges become one that leads nowhere.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
supports:
- memory bounds inference
  - "chips are bought for inference"
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
supports:
- memory bounds inference
- chips are bought for inference
---
# inference outgrows training
```

## Fix
Put all dashes of the list in one column; `teleo fmt --repair` does.
A sentence that goes on with a dash on a new line belongs in quotes.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from teleo.formatting.repair import repair_edits
from teleo.model import Diagnostic, Edit, Fix, Note, Severity, Span
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule
from teleo.rules.scalars import end_of_line, is_plain, scalars

_OFFERED = 16
"""How many dashes of one field offer its fix, which holds the whole field: a hostile one has thousands."""


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        text = note.document.text
        dashes = [
            dash
            for _, span, source in scalars(note.document)
            if "\n" in source and is_plain(source)
            for dash in _swallowed(span, source)
        ]
        mended = repair_edits(text) if dashes else ()
        offered: Counter[int] = Counter()
        for dash in dashes:
            place = Span(dash, end_of_line(text, dash))
            shown = quoted(text[place.start : place.end], 60)
            message = f"YAML reads {shown} as part of the entry above; put its dash below the other dashes"
            fix = _fix(note, mended, dash)
            start = fix.edits[0].span.start if fix else 0
            offered[start] += 1
            yield RULE.at(note, place, message, fix=fix if offered[start] <= _OFFERED else None)


def _swallowed(span: Span, source: str) -> Iterator[int]:
    """Yield where the dashes stand that a plain scalar ran over."""
    start = span.start
    for number, line in enumerate(source.split("\n")):
        text = line.strip()
        if number and (text.startswith("- ") or text == "-"):
            yield start + line.index("-")
        start += len(line) + 1


def _fix(note: Note, mended: tuple[tuple[int, int, str], ...], dash: int) -> Fix | None:
    index = bisect_right(mended, dash, key=lambda edit: edit[0]) - 1
    if index < 0 or mended[index][1] <= dash:
        return None
    start, end, text = mended[index]
    edit = Edit(note.path, Span(start, end), text)
    return Fix("Put the dashes in one column", (edit,), is_safe=False)


RULE = Rule("YT201", "swallowed-entry", Severity.ERROR, _check, is_local=True)

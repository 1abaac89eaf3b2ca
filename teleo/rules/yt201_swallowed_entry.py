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

from collections.abc import Iterator

from teleo.formatting.repair import repair_edits
from teleo.model import Diagnostic, Edit, Fix, Note, Severity, Span
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule
from teleo.rules.scalars import end_of_line, is_plain, scalars


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        for _, span, source in scalars(note.document):
            if "\n" in source and is_plain(source):
                yield from _swallowed(note, span, source)


def _swallowed(note: Note, span: Span, source: str) -> Iterator[Diagnostic]:
    start = span.start
    for number, line in enumerate(source.split("\n")):
        text = line.strip()
        if number and (text.startswith("- ") or text == "-"):
            dash = start + line.index("-")
            place = Span(dash, end_of_line(note.document.text, dash))
            message = f"YAML reads {quoted(text, 60)} as part of the entry above; put its dash below the other dashes"
            yield RULE.at(note, place, message, fix=_fix(note, dash))
        start += len(line) + 1


def _fix(note: Note, dash: int) -> Fix | None:
    for start, end, mended in repair_edits(note.document.text):
        if start <= dash < end:
            edit = Edit(note.path, Span(start, end), mended)
            return Fix("Put the dashes in one column", (edit,), is_safe=False)
    return None


RULE = Rule("YT201", "swallowed-entry", Severity.ERROR, _check, is_local=True)

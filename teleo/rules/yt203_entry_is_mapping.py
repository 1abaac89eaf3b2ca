"""An entry of an edge field, or a response, became a mapping.

## Why
A colon and a space make a key of all that stands before them: `- scaling: a law` is no text to YAML.
teleo takes the line as it was written; other readers find a mapping where a title is due.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
challenged_by:
- A survey of 2025: training runs still take most of the power
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
challenged_by:
- "A survey of 2025: training runs still take most of the power"
---
# inference outgrows training
```

## Fix
Put the entry in quotes; `teleo fmt --repair` does.
Where the entry was meant to have keys, as `title:` and `reason:`, write the title alone, or `"[[title]] — reason"`.
"""

from collections.abc import Iterator, Mapping

from teleo.formatting.comments import length_without_comment
from teleo.model import Diagnostic, Note, Severity, Span, Value
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule
from teleo.rules.scalars import end_of_line, is_arguing_field, quoting

_OF_ONE_TITLE = frozenset({"title", "target", "link", "id"})
"""Keys under which people and models put the title of an entry that has more to say."""


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        for name, value in note.document.fields.data.items():
            if isinstance(value, list) and is_arguing_field(context, name):
                for index, entry in enumerate(value):
                    if isinstance(entry, dict):
                        span = note.document.fields.span(name, index) or Span(0, 0)
                        yield _found(note, span, is_of_keys=_is_of_keys(entry))


def _is_of_keys(entry: Mapping[str, Value]) -> bool:
    """Return whether an entry was meant to have keys, and is no sentence that was cut at its colon."""
    return len(entry) > 1 or not _OF_ONE_TITLE.isdisjoint(entry)


def _found(note: Note, span: Span, *, is_of_keys: bool) -> Diagnostic:
    text = note.document.text
    source = text[span.start : span.end]
    # An entry behind a dash ends with its line, one among brackets with its value.
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
    line = text[span.start : end_of_line(text, span.start)]
    whole = Span(span.start, span.start + length_without_comment(line)) if before == "-" else span
    is_of_keys = is_of_keys or source.startswith("{")
    shown = quoted(text[whole.start : whole.end])
    if is_of_keys:
        message = f'YAML reads {shown} as a mapping; write the title alone, or `"[[title]] — reason"`'
        return RULE.at(note, whole, message)
    message = f"YAML reads {shown} as a mapping, for its colon; put the entry in quotes"
    return RULE.at(note, whole, message, fix=None if "\n" in source else quoting(note, whole))


RULE = Rule("YT203", "entry-is-mapping", Severity.WARNING, _check, is_local=True)

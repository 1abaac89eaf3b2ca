"""The description repeats the title.

## Why
A reader of a list sees both, one above the other.
The second line is the place for what the title leaves out: the mechanism, the scope, how one would know.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
description: Inference outgrows training.
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
description: Models are trained once and queried for years, by ever more people.
---
# inference outgrows training
```

## Fix
Write what the title does not say.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Note, NoteType, Severity, loose
from teleo.rules.rule import Context, Rule

_NEW_SHARE = 0.2
_STOP_WORDS = frozenset(
    "a an and are as at be because by for from in is it its of on or than that the to with".split()  # noqa: SIM905
)


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        if note.type is not NoteType.NOTE and note.description and _repeats(note):
            span = note.document.fields.span("description")
            yield RULE.at(note, span, "the description says no more than the title")


def _repeats(note: Note) -> bool:
    """Whether at most one in five of the description's words is new, words of no weight aside."""
    said = set(loose(note.title).split()) - _STOP_WORDS
    words = set(loose(note.description).split()) - _STOP_WORDS
    if not said or not words:
        return False
    return len(words - said) <= _NEW_SHARE * len(words)


RULE = Rule("TI707", "description-repeats", Severity.WARNING, _check, is_local=True)

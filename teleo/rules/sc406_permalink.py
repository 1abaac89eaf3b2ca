"""A permalink is one that the site cannot give.

## Why
The page of such a note stands at an address made from its title, and links to the address asked for lead nowhere.
The first of two notes that ask for one address has it, in the order of their paths.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
permalink: inference
---
# inference outgrows training
```
```markdown claims/inference pays for training.md
---
type: claim
permalink: /inference/
---
# inference pays for training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
permalink: inference
---
# inference outgrows training
```
```markdown claims/inference pays for training.md
---
type: claim
permalink: inference-pays
---
# inference pays for training
```

## Fix
Write words of your own, with `/` between folders: none that another note has, and none of the site's own folders
as the first, such as `claims`.
"""

from collections.abc import Iterator

from teleo.model import LONGEST_PERMALINK, Diagnostic, Note, Severity, permalink_folder
from teleo.rules.rule import Context, Rule, place_of

_FIELD = "permalink"


def _check(context: Context) -> Iterator[Diagnostic]:
    first: dict[str, Note] = {}
    chosen = {note.id for note in context.notes}
    for note in context.vault.notes:
        asked = note.document.fields.data.get(_FIELD)
        if note.is_draft or not isinstance(asked, str) or not asked.strip():
            continue
        folder = permalink_folder(asked)
        other = first.setdefault(folder, note) if folder else None
        if note.id in chosen and other is not note:
            span = note.document.fields.span(_FIELD)
            related = (
                () if other is None else (place_of(other, other.document.fields.span(_FIELD), "has it"),)
            )
            yield RULE.at(note, span, _problem(asked, other), related=related)


def _problem(asked: str, other: Note | None) -> str:
    if other is not None:
        return f"`permalink` is already that of {other.path}"
    if len(asked) > LONGEST_PERMALINK:
        return f"`permalink` has {len(asked)} characters, the limit is {LONGEST_PERMALINK}"
    return f"`permalink` {asked!r} names a folder of the site's own, or has no letter or digit of ASCII"


RULE = Rule("SC406", "permalink", Severity.WARNING, _check)

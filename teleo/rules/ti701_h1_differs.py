"""The heading of a note says something else than its title.

## Why
Links name the title, which is the file's name or its `title:`; readers see the heading.
When the two part ways, one of them is usually an older wording, and nobody can tell which.
Case, dashes and punctuation may differ, and a long file name may stop where the heading goes on.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference will soon cost more than training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
---
# Inference outgrows training
```

## Fix
Rename the file, or correct the heading; `--unsafe-fixes` writes the title into the heading.
A heading that says more on purpose can be named in full with `title:` in the frontmatter.
"""

import re
from collections.abc import Iterator

from teleo.model import Diagnostic, Edit, Fix, Heading, Note, NoteType, Severity, loose, slug, whole_slug
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule
from teleo.rules.titles import heading_of

_LONG = 60

_WORD = re.compile(r"\w+")
_LONG_BEGINNING = 6
"""Words that two texts begin with, from which on a message shows only what comes after them."""


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        if note.type not in (NoteType.NOTE, NoteType.MAP) and note.h1 is not None and _differs(note, note.h1):
            heading, title = _from_where_they_part(note.h1.text, note.title)
            message = f"the heading {quoted(heading)} differs from the title {quoted(title)}; write one of them in both"
            yield RULE.at(note, note.h1.span, message, fix=_fix(note, note.h1))


def _from_where_they_part(heading: str, title: str) -> tuple[str, str]:
    """Return two texts without what both begin with, where that is long; the word before stays."""
    pairs = list(zip(_WORD.finditer(heading), _WORD.finditer(title), strict=False))
    shared = next(
        (at for at, (one, two) in enumerate(pairs) if one[0].casefold() != two[0].casefold()), len(pairs)
    )
    if shared < _LONG_BEGINNING:
        return heading, title
    starts = pairs[shared - 1]
    return f"…{heading[starts[0].start() :]}", f"…{title[starts[1].start() :]}"


def _differs(note: Note, heading: Heading) -> bool:
    names = (note.title, note.stem, *note.aliases)
    said = loose(heading.text)
    if said in map(loose, names):
        return False
    address = slug(heading.text)
    return not address or not any(_is_short_for(name, address) for name in names)


def _is_short_for(name: str, address: str) -> bool:
    beginning = slug(name)
    return whole_slug(name) == address or (len(beginning) >= _LONG and address.startswith(beginning))


def _fix(note: Note, heading: Heading) -> Fix | None:
    raw = note.document.text[heading.span.start : heading.span.end]
    if not raw.startswith("# ") or "\n" in raw or " " not in note.title:
        return None
    edit = Edit(note.path, heading.span, heading_of(note))
    return Fix("Write the title into the heading", (edit,), is_safe=False)


RULE = Rule("TI701", "h1-differs", Severity.INFO, _check, is_local=True)

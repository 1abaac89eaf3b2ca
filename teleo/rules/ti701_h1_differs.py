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

from collections.abc import Iterator

from teleo.model import Diagnostic, Edit, Fix, Heading, Note, NoteType, Severity, loose, slug
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule

_LONG = 60


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        if note.type not in (NoteType.NOTE, NoteType.MAP) and note.h1 is not None and _differs(note, note.h1):
            message = f"the heading {quoted(note.h1.text)} differs from the title {quoted(note.title)}"
            yield RULE.at(note, note.h1.span, message, fix=_fix(note, note.h1))


def _differs(note: Note, heading: Heading) -> bool:
    names = (note.title, note.stem, *note.aliases)
    said = loose(heading.text)
    if said in map(loose, names):
        return False
    address = slug(heading.text)
    return not address or not any(_is_short_for(slug(name), address) for name in names)


def _is_short_for(name: str, address: str) -> bool:
    return name == address or (len(name) >= _LONG and address.startswith(name))


def _fix(note: Note, heading: Heading) -> Fix | None:
    raw = note.document.text[heading.span.start : heading.span.end]
    if not raw.startswith("# ") or "\n" in raw or " " not in note.title:
        return None
    return Fix(
        "Write the title into the heading", (Edit(note.path, heading.span, f"# {note.title}"),), is_safe=False
    )


RULE = Rule("TI701", "h1-differs", Severity.INFO, _check, is_local=True)

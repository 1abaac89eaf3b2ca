"""A note that other claims argue with has no frontmatter.

## Why
A note without a block has no rating, no source and no premises.
What rests on it then rests on something that nobody has rated.

The rule speaks of a note without a block that a claim names as a premise, a support or a challenge, or that
stands in a folder where at least half of the notes are claims.
Topic maps and notes such as `README` need no block, and do not count.
It speaks as well of a block that opens within the first five lines and not at the first: all of it is text.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
depends_on:
- queries multiply while models are trained once
---
# inference outgrows training
```
```markdown claims/queries multiply while models are trained once.md
# queries multiply while models are trained once
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
depends_on:
- queries multiply while models are trained once
---
# inference outgrows training
```
```markdown claims/queries multiply while models are trained once.md
---
type: claim
---
# queries multiply while models are trained once
```

## Fix
Move a block that stands below the first line, or in a code fence, to the top.
One in a code fence with words before it is taken for an example, and left.
Begin any other file with a block that states at least `type: claim`.
`teleo new` writes one.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator

from teleo.model import ARGUING, TYPE_ALIASES, Diagnostic, Note, NoteType, Severity, Span
from teleo.rules.rule import Context, Rule

_NO_CLAIMS = frozenset(
    {"readme", "index", "license", "contributing", "changelog", "agents", "claude", "home"}
)

_LOOKED_AT = 4096
"""Characters at the start of a file in which a block that is not at its first line is looked for."""
_BELOW = re.compile(
    r"(?P<before>(?:[^\n]*\n){0,4}?) {0,3}(?P<dashes>-{3,})[ \t]*\r?\n"
    r"(?:\w[\w-]*:[^\n]*\n|[ \t-][^\n]*\n)*?type:[ \t]*[\"']?(?P<type>[\w-]+)"
)

_SAMPLE = re.compile(r"\s*[^\s`~](?s:.*)^ {0,3}(?:```|~~~)", re.MULTILINE)
"""What stands before a block that is shown in a code fence: words, and then the fence."""


def _check(context: Context) -> Iterator[Diagnostic]:
    bare = [note for note in context.notes if _is_bare(note)]
    if not bare:
        return
    mostly_claims = _folders_of_claims(context)
    for note in bare:
        misplaced = _misplaced(note)
        if misplaced is not None:
            message = (
                "the block that opens here is read as text; move it to the first line, with nothing before it"
            )
            yield RULE.at(note, misplaced, message)
        elif _is_argued_with(context, note):
            yield RULE.at(
                note, None, "has no frontmatter, yet other notes argue with it; begin it with a block"
            )
        elif posixpath.dirname(note.id) in mostly_claims:
            yield RULE.at(note, None, "stands among claims and has no frontmatter; begin it with a block")


def _is_bare(note: Note) -> bool:
    is_plain = note.type is NoteType.NOTE and note.document.block is None
    return is_plain and note.stem.casefold() not in _NO_CLAIMS and bool(note.document.text.strip())


def _misplaced(note: Note) -> Span | None:
    """Return the dashes that open a block a few lines below the first, or that are indented or too many.

    A block in a code fence with words before it is an example.
    """
    match = _BELOW.match(note.document.text[:_LOOKED_AT])
    if match is None or match["type"] not in TYPE_ALIASES or _SAMPLE.match(match["before"]):
        return None
    return Span(*match.span("dashes"))


def _folders_of_claims(context: Context) -> set[str]:
    notes, claims = Counter[str](), Counter[str]()
    for note in context.vault.notes:
        if note.is_map or note.stem.casefold() in _NO_CLAIMS:
            continue
        folder = posixpath.dirname(note.id)
        notes[folder] += 1
        claims[folder] += note.type is NoteType.CLAIM
    return {folder for folder, count in claims.items() if count and 2 * count >= notes[folder]}


def _is_argued_with(context: Context, note: Note) -> bool:
    edges = context.edges
    return bool(edges.leaving(note.id, *ARGUING) or edges.arriving(note.id, *ARGUING))


RULE = Rule("FM106", "no-block", Severity.WARNING, _check)

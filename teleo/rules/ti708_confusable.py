r"""A title or a text holds characters that look like others, reverse the text, or are not seen at all.

## Why
A Cyrillic `а` in a title makes a second note that looks like the first and is another.
Characters that reverse the direction of text can make a line read as the opposite of what it says.
Nobody finds such a note by typing its title.

## Bad
```markdown escaped claims/training ends.md
---
type: claim
---
# training ends

It does \xe2\x80\xaenot\xe2\x80\xac happen.
```

## Good
```markdown claims/training ends.md
---
type: claim
---
# training ends

It does not happen.
```

## Fix
Type the title anew; delete the hidden characters, which `teleo check --unsafe-fixes` does in the text.
Joiners inside words of scripts that need them, and inside emoji, are no fault.
"""

import re
from collections.abc import Iterator

from teleo.model import Diagnostic, Edit, Fix, Note, Severity, Span
from teleo.rules.lookalikes import LOOK_LATIN, named
from teleo.rules.rule import Context, Rule
from teleo.rules.titles import title_span

_BIDI_SIGNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BIDI = re.compile(f"[{_BIDI_SIGNS}]")
_HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_STRAY = re.compile(
    "(?<![^\x00-\u02ff\u2000-\u206f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u02ff\u2000-\u206f])"
)
"""A joiner beside a Latin letter or nothing, where it joins nothing."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LONGEST = 1000
_MIXED = re.compile(rf"[A-Za-z]\w*[{LOOK_LATIN}]|[{LOOK_LATIN}]\w*[A-Za-z]")


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        if not note.document.text.isascii():
            yield from _in_text(note)
        if not (note.title.isascii() and note.stem.isprintable()):
            yield from _in_title(note)


def _in_text(note: Note) -> Iterator[Diagnostic]:
    text = note.document.text
    # One sign after the other, since a text is searched for one a hundred times faster than for any of a class.
    if not any(sign in text for sign in _BIDI_SIGNS):
        return
    every = list(_BIDI.finditer(text))
    edits = tuple(Edit(note.path, Span(*found.span()), "") for found in every)
    count = f", and {len(every) - 1} more" if len(every) > 1 else ""
    message = f"{named(every[0][0])} reverses the text here{count}"
    fix = Fix("Delete the characters that reverse text", edits, is_safe=False)
    yield RULE.at(note, Span(*every[0].span()), message, fix=fix)


def _in_title(note: Note) -> Iterator[Diagnostic]:
    for name in dict.fromkeys((note.title, note.stem)):
        hidden = _CONTROL.search(name) or _HIDDEN.search(name) or _STRAY.search(name)
        if hidden is not None:
            yield RULE.at(note, title_span(note), f"the title holds {named(hidden[0])}, which is not seen")
            return
        mixed = _MIXED.search(name[:_LONGEST])
        if mixed is not None:
            letter = next(character for character in mixed[0] if character in LOOK_LATIN)
            message = f"the title holds {named(letter)} among Latin letters, which it looks like"
            yield RULE.at(note, title_span(note), message)
            return


RULE = Rule("TI708", "confusable", Severity.WARNING, _check, is_local=True)

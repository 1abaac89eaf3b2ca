"""A file name is longer than 200 bytes.

## Why
Most file systems end at 255 bytes, and tools need some of them for their own endings: a temporary file, a
copy in conflict, a page of a site.
Letters outside ASCII take two to four bytes each.

## Bad
```markdown claims/प्रशिक्षण की तुलना में अनुमान पर अधिक संगणना खर्च होती है क्योंकि प्रश्न बढ़ते जाते हैं.md
---
type: claim
---
# प्रशिक्षण की तुलना में अनुमान पर अधिक संगणना खर्च होती है क्योंकि प्रश्न बढ़ते जाते हैं
```

## Good
```markdown claims/अनुमान पर अधिक संगणना खर्च होती है.md
---
type: claim
---
# अनुमान पर अधिक संगणना खर्च होती है
```

## Fix
Shorten the file's name and keep the full sentence in `title:`; links by that title still find the note.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.rule import Context, Rule

MAX_BYTES = 200


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        size = len(f"{note.stem}.md".encode("utf-8", "replace"))
        if size > MAX_BYTES:
            yield RULE.at(
                note,
                None,
                f"the file name has {size} bytes; more than {MAX_BYTES} break other tools; shorten it",
            )


RULE = Rule("TI704", "long-name", Severity.INFO, _check, is_local=True)

"""A link finds its note only by another case, other dashes or punctuation, or as the beginning of a title.

## Why
teleo finds the note, and most other tools do not: on a forge and in many editors the link is dead.
The beginning of a title names it only until a second title begins the same way.

## Bad
```markdown claims/chips follow their load.md
---
type: claim
supports:
- Inference-outgrows training
---
# chips follow their load
```
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training
```

## Good
```markdown claims/chips follow their load.md
---
type: claim
supports:
- inference outgrows training
---
# chips follow their load
```
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training
```

## Fix
Write the title as the note has it.
`teleo check --fix` does so and keeps the text that a reader sees:
`[[the Title]]` becomes `[[the title|the Title]]`.
Where the two differ in a sign such as `+`, `=` or `<`, as `C++` and `C` do, it may be another note that was meant, and
the fix is one of `--unsafe-fixes`.
So it is where a link is by the number that begins a name, as `[[20260301101010]]`, and where it would take the brackets
from a link that has its title behind it, as `[[20260301101010]] the title`.
"""

import re
from collections.abc import Iterator

from teleo.model import Diagnostic, Severity, signs
from teleo.rules.quoting import quoted
from teleo.rules.rewriting import fix_naming, name_for
from teleo.rules.rule import Context, Rule
from teleo.vault.resolve import Step

_ID = re.compile(r"[\dT:._-]+")
"""The number by which a Zettelkasten names a note, so that its title may change."""

_HOW = {
    Step.CASE: "in another case",
    Step.LOOSE: "with other dashes, spaces or punctuation",
    Step.SLUG: "by its address or its heading",
    Step.PREFIX: "as the beginning of its title",
}


def _check(context: Context) -> Iterator[Diagnostic]:
    for reference in context.references:
        how = _HOW.get(reference.resolution.step)
        if how is None or reference.resolution.id is None:
            continue
        note = context.vault.by_id[reference.resolution.id]
        name = name_for(context.vault, note)
        fix = fix_naming(reference, name, is_safe=_is_safe(reference.text, name))
        yield RULE.at(reference.note, reference.span, f"names {quoted(name)} only {how}", fix=fix)


def _is_safe(text: str, name: str) -> bool:
    return signs(text) == signs(name) and "[[" not in text and not _ID.fullmatch(text)


RULE = Rule("LK502", "link-inexact", Severity.INFO, _check, is_of_names=True)

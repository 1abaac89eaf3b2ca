"""A field is none that teleo knows.

## Why
A misspelt field says nothing: `depend_on:` states no premise, and nobody is told.

Fields of your own are welcome, so this is only a hint, and a warning when the name is a slip of a known one.
To make a field state edges, name it under `[types.fields]` in `teleo.toml`.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
depend_on:
- queries multiply while models are trained once
---
# inference outgrows training
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

## Fix
Correct the name.
If the field is meant, add `ignore = ["SC404"]` under `[check]`.
"""

from collections.abc import Iterator
from functools import lru_cache

from teleo.model import Diagnostic, Edit, Fix, Note, Severity
from teleo.rules.closeness import nearest_word
from teleo.rules.rule import Context, Rule
from teleo.schema import Breach, BreachKind


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        for breach in context.breaches[note.id]:
            if breach.kind is BreachKind.UNKNOWN:
                yield _found(note, breach)


def _found(note: Note, breach: Breach) -> Diagnostic:
    near = _nearest_field(breach.found, breach.allowed)
    if near is None or near in note.document.fields.data:
        return RULE.at(note, breach.span, f"{breach.message}; teleo passes it over")
    # A name with a colon in it, as where a no-break space follows the colon, holds the beginning of the value.
    fix = None
    if breach.span and ":" not in breach.found:
        fix = Fix(f"Write {near}", (Edit(note.path, breach.span, near),), is_safe=False)
    message = f"{breach.message}; did you mean {near!r}?"
    return RULE.at(note, breach.span, message, fix=fix, severity=Severity.WARNING)


@lru_cache(maxsize=1024)
def _nearest_field(name: str, known: tuple[str, ...]) -> str | None:
    return nearest_word(name[:60], known)


RULE = Rule("SC404", "unknown-field", Severity.INFO, _check, is_local=True)

"""A link names several notes.

## Why
teleo does not guess which was meant, so the edge is in nobody's graph; other tools guess, each its own way.

## Bad
```markdown claims/chips follow their load.md
---
type: claim
---
# chips follow their load

It rests on [[demand]].
```
```markdown claims/demand.md
# Demand for models
```
```markdown hardware/demand.md
# Demand for chips
```

## Good
```markdown claims/chips follow their load.md
---
type: claim
---
# chips follow their load

It rests on [[hardware/demand]].
```
```markdown claims/demand.md
# Demand for models
```
```markdown hardware/demand.md
# Demand for chips
```

## Fix
Write the path of the note that is meant, from the root of the vault and without `.md`.
`--unsafe-fixes` writes the one in the same folder, if there is one.
"""

import posixpath
from collections.abc import Iterator

from teleo.model import Diagnostic, Note, Severity, Span
from teleo.rules.quoting import quoted
from teleo.rules.reference import Reference, links_in_words
from teleo.rules.rewriting import fix_naming
from teleo.rules.rule import Context, Rule
from teleo.rules.twins import are_twins, told_apart
from teleo.vault.resolve import Resolution

_SHOWN = 5


def _check(context: Context) -> Iterator[Diagnostic]:
    # Ten thousand notes may say one title that ten thousand bear: what is said of it is made once.
    said: dict[int, tuple[Resolution, str, dict[str, list[str]]]] = {}
    for reference, note, text, span, resolution in _named(context):
        if not resolution.is_ambiguous:
            continue
        if id(resolution) not in said:
            said[id(resolution)] = resolution, _candidates(resolution.ids), _by_folder(resolution.ids)
        _, candidates, by_folder = said[id(resolution)]
        near = by_folder.get(posixpath.dirname(note.id), [])
        fix = fix_naming(reference, near[0], is_safe=False) if reference and len(near) == 1 else None
        yield RULE.at(note, span, f"{quoted(text)} names {candidates}", fix=fix)


def _named(context: Context) -> Iterator[tuple[Reference | None, Note, str, Span, Resolution]]:
    """Yield what notes name, in references and in links in fields of words."""
    for one in context.references:
        yield one, one.note, one.text, one.span, one.resolution
    for note, text, span in links_in_words(context.notes):
        yield None, note, text, span, context.vault.resolver.resolve(text, note.id)


def _candidates(ids: tuple[str, ...]) -> str:
    listed = "; ".join(told_apart(ids)[:_SHOWN])
    more = f"; and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    advice = "they look the same, so rename one" if are_twins(ids) else "write the path of one"
    return f"{len(ids)} notes; {advice}: {listed}{more}"


def _by_folder(ids: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id_ in ids:
        found.setdefault(posixpath.dirname(id_), []).append(id_)
    return found


RULE = Rule("LK503", "link-ambiguous", Severity.WARNING, _check, is_of_names=True)

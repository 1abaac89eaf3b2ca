"""A word is read differently by YAML 1.1 and YAML 1.2.

## Why
`no` is a country, a word and, to YAML 1.1, `false`; `012` is ten to one reader and twelve to the next.
Half of all tools follow either rule, so the note says two things.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
secondary_domains:
- no
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
draft: false
secondary_domains:
- "no"
---
# inference outgrows training
```

## Fix
Put a word in quotes; write a truth value as `true` or `false` and a number in plain decimals.
The fix writes what YAML 1.2 reads.
Dates are no matter of this rule, and neither are the numbers of `quantities`, which teleo reads as they stand.
"""

import re
from collections.abc import Iterator

import yaml

from teleo.formatting.plain import quoted as in_quotes
from teleo.model import Diagnostic, Edit, Fix, Severity
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule
from teleo.rules.scalars import is_plain, scalars

_TRUTHS = {
    form: truth
    for truth, words in ((True, ("y", "yes", "on")), (False, ("n", "no", "off")))
    for word in words
    for form in (word, word.capitalize(), word.upper())
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_ZERO_FIRST = re.compile(r"[-+]?0[0-7]+")
_OF_1_1 = yaml.SafeLoader.yaml_implicit_resolvers
_TRUTH_FIELDS = frozenset({"draft"})


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        for path, span, source in scalars(note.document):
            if path[0] != "quantities" and is_plain(source) and len(source) <= 40:
                first, second = _readings(source)
                if first != second:
                    written = _plainly(path[-1], source)
                    advice = "put it in quotes" if written[0] in "'\"" else f"write {written}"
                    message = f"YAML 1.1 reads {quoted(source)} as {first}, YAML 1.2 as {second}; {advice}"
                    fix = Fix(f"Write {written}", (Edit(note.path, span, written),), is_safe=False)
                    yield RULE.at(note, span, message, fix=fix)


def _readings(source: str) -> tuple[str, str]:
    """Return what each rule takes a plain scalar for."""
    if source in _TRUTHS:
        return str(_TRUTHS[source]).lower(), "text"
    if source in ("<<", "="):
        return "a sign of its own", "text"
    kinds = [tag.rpartition(":")[2] for tag, pattern in _OF_1_1.get(source[:1], ()) if pattern.match(source)]
    if "int" not in kinds and "float" not in kinds and not _NUMBER.fullmatch(source):
        return "text", "text"
    if _ZERO_FIRST.fullmatch(source):
        return f"the number {int(source, 8)}", f"the number {int(source)}"
    first = "a number" if {"int", "float"} & set(kinds) else "text"
    return first, "a number" if _NUMBER.fullmatch(source) else "text"


def _plainly(name: str | int, source: str) -> str:
    """Return what says the same to both."""
    if source in _TRUTHS and name in _TRUTH_FIELDS:
        return str(_TRUTHS[source]).lower()
    if _INTEGER.fullmatch(source):
        return str(int(source))
    return in_quotes(source)


RULE = Rule("YT205", "two-readings", Severity.WARNING, _check, is_local=True)

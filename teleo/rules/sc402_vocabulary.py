"""A field holds a word outside its closed set: a rating, a status, a type, a domain, a relation.

## Why
A rating that teleo does not know is no rating: the claim drops out of every comparison without a sound.

Ratings are `proven`, `likely`, `experimental` and `speculative`.
A `type` that teleo does not know makes a plain note, which is allowed; the rule speaks only when the word
is a slip of one that it knows.
Domains are a closed set when `[vault] domains` in `teleo.toml` lists them.
An entry of `reweave_edges`, `title|relation|date`, counts as `related` when its relation has another name.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
confidence: likley
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
confidence: likely
---
# inference outgrows training
```

## Fix
Use one of the words that the message lists.
`teleo check --fix` mends a difference of case; `--unsafe-fixes` puts the nearest word.
"""

from collections.abc import Iterator

from teleo.model import (
    INVERSES,
    REWEAVE_FIELD,
    TYPE_ALIASES,
    Diagnostic,
    Edit,
    Fix,
    Note,
    NoteType,
    Relation,
    Severity,
    Span,
    folded,
    relation_named,
)
from teleo.rules.closeness import nearest_word
from teleo.rules.rule import Context, Rule
from teleo.schema import BreachKind

_RELATIONS = tuple(dict.fromkeys([*(relation.value for relation in Relation), *INVERSES.values()]))


def _check(context: Context) -> Iterator[Diagnostic]:
    domains = tuple(context.vault.config.vault.domains)
    types = (*TYPE_ALIASES, *context.vault.config.types.aliases)
    for note in context.notes:
        for breach in context.breaches[note.id]:
            if breach.kind is BreachKind.VOCABULARY:
                yield _found(note, breach.span, breach.message, breach.found, breach.allowed)
        yield from _type(note, types)
        yield from _rewoven(note)
        if domains and note.domain and note.domain not in domains:
            message = f"`domain` is {note.domain!r}, not one of {', '.join(domains)}"
            yield _found(note, note.document.fields.span("domain"), message, note.domain, domains)


def _type(note: Note, types: tuple[str, ...]) -> Iterator[Diagnostic]:
    name = note.type_name
    if note.type is not NoteType.NOTE or not name or name in types:
        return
    if nearest_word(name, types):
        message = f"`type` is {name!r}, which makes this a plain note"
        yield _found(note, note.document.fields.span("type"), message, name, types)


def _rewoven(note: Note) -> Iterator[Diagnostic]:
    value = note.document.fields.data.get(REWEAVE_FIELD)
    for index, entry in enumerate(value if isinstance(value, list) else []):
        parts = entry.rsplit("|", 2) if isinstance(entry, str) else []
        name = parts[1].strip() if len(parts) > 1 else ""
        if name and relation_named(name) is None:
            message = f"`{REWEAVE_FIELD}` names the relation {name!r}, not one of {', '.join(_RELATIONS)}"
            span = note.document.fields.span(REWEAVE_FIELD, index)
            yield _found(note, span, message, name, _RELATIONS)


def _found(note: Note, span: Span | None, message: str, word: str, allowed: tuple[str, ...]) -> Diagnostic:
    near = nearest_word(word, allowed)
    if near is None:
        return RULE.at(note, span, message)
    fix = None
    if span is not None and note.document.text[span.start : span.end].strip("\"'") == word:
        edit = Edit(note.path, span, near)
        fix = Fix(f"Write {near}", (edit,), is_safe=folded(word.strip()) == folded(near))
    return RULE.at(note, span, f"{message}; did you mean {near!r}?", fix=fix)


RULE = Rule("SC402", "vocabulary", Severity.ERROR, _check, is_local=True)

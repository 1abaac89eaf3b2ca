"""A link names no note.

## Why
A reader who follows it finds nothing, and an edge that its author meant is not in the graph.
teleo never strips such a link: the note may be one that is still to be written.

A link in double brackets is meant as a title wherever it stands, in the description and the responses too.
An entry of an edge field without brackets may be a sentence, and is left to LK504.
A Markdown link may name any file of the vault, and must not lead out of it.
So may a link in double brackets that ends as the name of a file does: `[[a paper.pdf]]`.

## Bad
```markdown claims/chips follow their load.md
---
type: claim
depends_on:
- "[[inference will outgrow training]]"
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
depends_on:
- "[[inference outgrows training]]"
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
Write one of the titles that the message offers, or write the missing note: `teleo new TITLE`.
After `teleo embed` the message also names the notes that are alike in meaning.
`--unsafe-fixes` puts the nearest title where it differs by at most one character in ten and has the same numbers:
a link to a day that has no note yet is none to another day.
"""

import posixpath
from collections.abc import Iterator
from os.path import lexists

from teleo.model import Diagnostic, Fix, Note, Severity, Span
from teleo.rules.closeness import edit_distance, have_same_numbers
from teleo.rules.lookalikes import told_apart
from teleo.rules.quoting import quoted
from teleo.rules.reference import Reference, links_in_words
from teleo.rules.rewriting import fix_naming, name_for
from teleo.rules.rule import Context, Rule
from teleo.vault.resolve import Step


def _check(context: Context) -> Iterator[Diagnostic]:
    seen: set[tuple[str, str]] = set()
    for reference in context.references:
        key = (reference.note.id, reference.text)
        if reference.resolution.step is not Step.NONE or not reference.is_meant_as_title or key in seen:
            continue
        seen.add(key)
        problem = _file_problem(context, reference) if reference.names_a_file else ""
        if not reference.names_a_file or (problem and reference.is_wikilink):
            yield _not_found(context, reference.note, reference.text, reference.span, reference)
        elif problem:
            yield RULE.at(reference.note, reference.span, problem)
    for note, text, span in links_in_words(context.notes):
        if (note.id, text) not in seen and context.vault.resolver.resolve(text, note.id).step is Step.NONE:
            seen.add((note.id, text))
            yield _not_found(context, note, text, span)


def _not_found(
    context: Context, note: Note, text: str, span: Span, reference: Reference | None = None
) -> Diagnostic:
    near = context.nearest_titles(note, text, 3)
    alike = [title for title in context.meant().get(text, ()) if title not in near]
    message = f"no note is named {quoted(text)}"
    apart = told_apart(text, near[0]) if near else ""
    offered = near[:1] if apart else near
    message += f"; nearest: {'; '.join(map(quoted, offered))}{apart}" if near else ""
    message += f"; alike in meaning: {'; '.join(map(quoted, alike))}" if alike else ""
    message += "" if near or alike else "; write that note, or mend the link"
    fix = _fix(context, reference, near[0]) if near and reference else None
    return RULE.at(note, span, message, fix=fix)


def _fix(context: Context, reference: Reference, near: str) -> Fix | None:
    found = context.vault.resolver.resolve(near).id
    if found is None or 10 * edit_distance(reference.text, near) > len(near):
        return None
    if not have_same_numbers(reference.text, near):
        return None
    return fix_naming(reference, name_for(context.vault, context.vault.by_id[found]), is_safe=False)


def _file_problem(context: Context, reference: Reference) -> str:
    folder = "" if reference.text.startswith("/") else posixpath.dirname(reference.note.path)
    path = posixpath.normpath(posixpath.join(folder, reference.text.lstrip("/")))
    if path == ".." or path.startswith("../"):
        return (
            f"{quoted(reference.text)} leads out of the vault; copy the file into it, or link to its address"
        )
    named = (path, posixpath.normpath(reference.text.lstrip("/")))
    if any(
        not name.startswith("..") and "\0" not in name and lexists(context.vault.root / name)
        for name in named
    ):
        return ""
    if posixpath.basename(path) in context.file_names:
        return ""
    return f"no file {quoted(reference.text)} is in the vault; add it, or mend the path"


RULE = Rule("LK501", "link-not-found", Severity.WARNING, _check, is_of_names=True)

"""An entry of an edge field is a sentence and names no note.

## Why
Evidence or a challenge in words is kept and shown, but it has no rating of its own, nobody can support or
challenge it, and it moves nothing in the graph.
It may also be a title with a slip in it, in which case the message offers the title, or several links in one
entry, of which none makes an edge.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
challenged_by:
- Training runs may grow just as fast
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
challenged_by:
- training runs grow just as fast as demand
---
# inference outgrows training
```
```markdown claims/training runs grow just as fast as demand.md
---
type: claim
---
# training runs grow just as fast as demand
```

## Fix
Leave it, if it is not worth a note; or write the note, `teleo new TITLE`, and put its title here.
Give each of several links an entry of its own; `teleo check --unsafe-fixes` does.
"""

import re
from collections.abc import Iterator, Sequence

from teleo.formatting.plain import quoted as in_quotes
from teleo.formatting.several import several_links
from teleo.model import Diagnostic, Edit, Fix, Severity, Span
from teleo.rules.closeness import edit_distance, have_same_numbers
from teleo.rules.lookalikes import told_apart
from teleo.rules.quoting import quoted
from teleo.rules.reference import Reference
from teleo.rules.rewriting import fix_naming, name_for
from teleo.rules.rule import Context, Rule
from teleo.vault.resolve import Step

_DASH = re.compile(r" *-[ \t]+")
_NAME = re.compile(r"[^\s\[{:,][^\[{:,]*:[ \t]+")


def _check(context: Context) -> Iterator[Diagnostic]:
    for reference in context.references:
        if reference.resolution.step is Step.NONE and not reference.is_meant_as_title:
            yield _found(context, reference)


def _found(context: Context, reference: Reference) -> Diagnostic:
    links = several_links(reference.text)
    if links:
        message = (
            f"{reference.where} has {len(links)} links in one entry, which make no edge; give each an entry"
        )
        fix = _apart(reference, links)
        return RULE.at(reference.note, reference.span, message, fix=fix, severity=Severity.WARNING)
    near = context.nearest_titles(reference.note, reference.text, 1)
    if not near or 4 * edit_distance(reference.text, near[0]) > len(near[0]):
        message = f"{reference.where} names no note: {quoted(reference.text, 60)}; it counts as words, not as an edge"
        return RULE.at(reference.note, reference.span, message)
    found = context.vault.resolver.resolve(near[0]).id
    fix = None
    says_other = _says_more(reference.text, near[0]) or not have_same_numbers(reference.text, near[0])
    if found is not None and not says_other:
        fix = fix_naming(reference, name_for(context.vault, context.vault.by_id[found]), is_safe=False)
    message = f"{reference.where} names no note; did you mean {quoted(near[0])}{told_apart(reference.text, near[0])}?"
    return RULE.at(reference.note, reference.span, message, fix=fix, severity=Severity.WARNING)


def _says_more(text: str, title: str) -> bool:
    """Return whether an entry says something beside the title: a heading, a tag, a reason behind a sign."""
    words = re.sub(r"^\W+", "", text).casefold()
    rest = words.removeprefix(title.casefold()) if words.startswith(title.casefold()) else ""
    return ("#" in text and "#" not in title) or re.match(r"\W.*\w", rest, re.DOTALL) is not None


def _apart(reference: Reference, links: Sequence[str]) -> Fix | None:
    """Return the fix that gives each link an entry; `None` for an entry over several lines."""
    text, span, path = reference.note.document.text, reference.span, reference.note.path
    line = text.rfind("\n", 0, span.start) + 1
    head, sources = text[line : span.start], [in_quotes(link) for link in links]
    line_end = "\r\n" if text[: text.find("\n", span.end) + 1].endswith("\r\n") else "\n"
    if "\n" in text[span.start : span.end]:
        return None
    if _DASH.fullmatch(head):
        edit = Edit(path, span, f"{line_end}{head}".join(sources))
    elif _NAME.fullmatch(head):
        start = line + len(head.rstrip())
        edit = Edit(path, Span(start, span.end), "".join(f"{line_end}- {source}" for source in sources))
    else:
        edit = Edit(path, span, ", ".join(sources))
    return Fix("Give each link an entry", (edit,), is_safe=False)


RULE = Rule("LK504", "prose-entry", Severity.INFO, _check, is_of_names=True)

"""Two notes say the same: in their titles, in half of their words, or in meaning where no link joins them.

## Why
Evidence and challenges gather at one of the two, and a reader of the other never learns of them.

The rule compares titles without case and punctuation, but with signs such as `+` and `<`, and runs of five words in the
texts without their comments.
After `teleo embed` it compares meaning too: the mean of the similarity of the titles and of the texts is 0.80 or
more, and no link joins the two.
Near notes that are linked are cousins that their author knows.
A note that was edited since is compared again after the next `teleo embed`; `teleo duplicates` does so at once.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training

A model is trained once and then answers questions for years, so the work of answering adds up with every
user and every agent that asks, while the work of training stays what it was on the day that it ended.
```
```markdown economics/answering costs more than learning.md
---
type: claim
---
# answering costs more than learning

A model is trained once and then answers questions for years, so the work of answering adds up with every
user and every agent that asks, while the work of training stays what it was on the day that it ended.
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training

A model is trained once and then answers questions for years, so the work of answering adds up with every
user and every agent that asks, while the work of training stays what it was on the day that it ended.
```

## Fix
Join them in the better of the two; leave the other's title as one of its `aliases`, so that links still lead there.
Where they are alike in meaning and yet two claims, link them, and say in the link how they differ.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from teleo.graph.build import stated_edges
from teleo.links.verdicts import Verdict
from teleo.model import Diagnostic, Note, NoteType, Severity, folded, loose, signs
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule, place_of
from teleo.rules.shingles import Overlap, overlaps, shares, wording_of
from teleo.rules.titles import title_span

CONTAINED = 0.5
"""The share of the shorter text's runs of five words that must stand in the other."""

_MOST = 5


def _check(context: Context) -> Iterator[Diagnostic]:
    notes = [note for note in context.vault.notes if note.type not in (NoteType.NOTE, NoteType.MAP)]
    twins = _same_titles(notes)
    bodies: defaultdict[str, list[Overlap]] = defaultdict(list)
    beginnings = {note.id: context.beginnings(note) for note in notes}
    share_of = context.kept_share(shares(lambda id_: wording_of(context.vault.by_id[id_])))
    for overlap in overlaps(beginnings, share_of, CONTAINED):
        bodies[overlap.one].append(overlap)
        bodies[overlap.two].append(overlap)
    alike = context.verdicts()
    for note in context.notes:
        named = list(twins.get(note.id, []))
        for other in named[:_MOST]:
            related = (place_of(other, title_span(other), "has the same title"),)
            yield RULE.at(
                note,
                title_span(note),
                f"has the title of {quoted(other.path, 160)}; join them, or rename one",
                related=related,
            )
        for overlap in bodies[note.id][:_MOST]:
            other = context.vault.by_id[overlap.two if overlap.one == note.id else overlap.one]
            if other not in named:
                named.append(other)
                share = f"{overlap.share:.0%} of the shorter text stands in both; keep one of them"
                message = f"says the same as {quoted(other.title)}: {share}"
                yield RULE.at(
                    note,
                    title_span(note),
                    message,
                    related=(place_of(other, title_span(other), "the other"),),
                )
        yield from _alike(context, note, named, alike.get(note.id, ()))


def _alike(
    context: Context, note: Note, named: list[Note], verdicts: tuple[Verdict, ...]
) -> Iterator[Diagnostic]:
    """Yield the notes alike in meaning that neither are linked nor were named for their words."""
    for verdict in verdicts[:_MOST]:
        other = context.vault.by_id[verdict.other]
        is_judged = not {note.type, other.type} & {NoteType.NOTE, NoteType.MAP}
        if is_judged and other not in named and not _is_linked(context, note.id, other.id):
            message = (
                f"nearly says the same as {quoted(other.title)}: "
                f"titles and texts are alike by {verdict.value:.2f}; join them, or link one to the other"
            )
            related = (place_of(other, title_span(other), "the other"),)
            yield RULE.at(note, title_span(note), message, related=related)


def _is_linked(context: Context, one: str, other: str) -> bool:
    further = getattr(context.quantities, "edges", ())
    stated = chain(
        *(stated_edges(context.vault, context.vault.by_id[id_])[0] for id_ in (one, other)), further
    )
    return any({edge.origin, edge.target} == {one, other} for edge in stated)


def _same_titles(notes: list[Note]) -> dict[str, list[Note]]:
    """Return, for each note, the others whose titles differ at most in case, dashes and punctuation.

    Notes of one file name in two folders are left to TI703.
    """
    by_title: defaultdict[tuple[str, tuple[str, ...]], list[Note]] = defaultdict(list)
    for note in notes:
        by_title[loose(note.title), signs(note.title)].append(note)
    return {
        note.id: [other for other in group if folded(other.stem) != folded(note.stem)]
        for group in by_title.values()
        if 1 < len(group) <= _MOST * 10
        for note in group
    }


RULE = Rule("GR605", "near-duplicate", Severity.WARNING, _check)

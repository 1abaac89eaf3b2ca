"""The packet for a pull request, in Markdown: what changed, what it rests on, what it moves, what is left to do."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from teleo.graph.audit import Audit
from teleo.graph.changes import Comparison
from teleo.graph.difference import Difference, NoteChange
from teleo.graph.impact import Impact, Way
from teleo.graph.relations import note_of, targets_by_origin
from teleo.model import Confidence, Diagnostic, Note, NoteType, Relation, Severity
from teleo.report.difference_page import facts_of
from teleo.report.page import counted
from teleo.report.visible import visible

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~!&+])")
_LONGEST = 40
"""Entries of a list that a packet shows: a forge cuts comments at 64 KiB."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """A note near to a changed one: its id and the cosine of the two."""

    note: str
    similarity: float


@dataclass(frozen=True)
class Packet:
    """All that a reviewer is told. `nearest` lists, for each changed note, those it is not linked with."""

    since: str
    comparison: Comparison
    difference: Difference
    impact: Impact
    audit: Audit
    diagnostics: tuple[Diagnostic, ...]
    nearest: Mapping[str, Sequence[Nearest]]

    @property
    def touched(self) -> tuple[str, ...]:
        """The notes that are new or changed in meaning, sorted."""
        return tuple(sorted({*self.comparison.added, *self.comparison.modified}))


def review_markdown(packet: Packet) -> str:
    """Return the packet as Markdown; titles and words of notes are escaped, so that none is markup."""
    lines = [
        f"# Review since `{visible(packet.since)}`",
        "",
        _opening(packet),
        *_claims(packet),
        *_gone(packet),
        *_cascade(packet),
        *_effective(packet),
        *_checklist(packet),
    ]
    return "\n".join(lines) + "\n"


def _opening(packet: Packet) -> str:
    added, touched = len(packet.comparison.added), len(packet.touched)
    gone, reached = len(packet.difference.removed), len(packet.impact.reached)
    count = Counter(item.severity for item in packet.diagnostics)
    found = (counted(count[Severity.ERROR], "error"), counted(count[Severity.WARNING], "warning"))
    return (
        f"{counted(touched, 'note')} changed in meaning, {added} of them new; {counted(gone, 'note')} gone. "
        f"{' and '.join(found)} in what changed. The change reaches {counted(reached, 'note')} further on."
    )


def _claims(packet: Packet) -> Iterator[str]:
    changes = {change.note: change for change in packet.difference.changed}
    for note_id in packet.touched[:_LONGEST]:
        note = packet.comparison.after.by_id[note_id]
        yield from ("", f"## {_escaped(note.title)}", "")
        yield f"{_kind(note)}{' · new' if note_id in packet.comparison.added else ''} · `{_code(note.path)}`"
        if note.description:
            yield from ("", f"> {_escaped(note.description)}")
        yield from _facts(changes.get(note_id))
        yield from _premises(packet, note)
        yield from _nearest(packet, note_id)
        yield from _tensions(packet, note_id)
        yield from _challenges(packet, note_id)
        yield from _diagnostics(packet, note)
    if len(packet.touched) > _LONGEST:
        yield from ("", f"… and {counted(len(packet.touched) - _LONGEST, 'changed note')} more.")


def _facts(change: NoteChange | None) -> Iterator[str]:
    facts = [] if change is None else list(facts_of(change))
    if facts:
        yield from ("", "**Changed**", "")
        yield from (f"- {_escaped(fact)}" for fact in facts[:_LONGEST])


def _premises(packet: Packet, note: Note) -> Iterator[str]:
    graph, found = packet.audit.graph, packet.audit.effective[note.id]
    premises = targets_by_origin(graph.subgraph([note.id, *graph.successors(note.id)]), Relation.DEPENDS_ON)
    named = premises.get(note.id, [])
    if not named and found.rank is note.confidence:
        return
    yield from ("", "**Rests on**", "")
    for premise in named:
        held = packet.audit.effective[premise]
        rating = _word(note_of(graph, premise).confidence)
        effective = (
            "" if held.rank is note_of(graph, premise).confidence else f", effectively {_word(held.rank)}"
        )
        yield f"- {_title(packet, premise)} ({rating}{effective})"
    if note.confidence is not None and found.rank is not None and found.rank < note.confidence:
        path = " → ".join(_title(packet, step) for step in found.witness_within(8)[1:])
        yield f"- ⚠ rated {note.confidence.word} above a premise that is {found.rank.word}: {path}"


def _nearest(packet: Packet, note_id: str) -> Iterator[str]:
    near = packet.nearest.get(note_id, ())
    if near:
        yield from ("", "**Nearest notes that it is not linked with**", "")
        yield from (f"- {_title(packet, one.note)} ({one.similarity:.2f})" for one in near)


def _tensions(packet: Packet, note_id: str) -> Iterator[str]:
    pairs = [pair for pair in packet.audit.tensions if note_id in (pair.one, pair.two)]
    if pairs:
        yield from ("", "**In tension with**", "")
    for pair in pairs:
        other = pair.two if pair.one == note_id else pair.one
        yield f"- {_title(packet, other)} ({_word(note_of(packet.audit.graph, other).confidence)})"


def _challenges(packet: Packet, note_id: str) -> Iterator[str]:
    left = [one for one in packet.audit.unanswered if one.note == note_id]
    if left:
        yield from ("", "**Challenges without a response**", "")
        yield from (f"- {_escaped(one.text)}" for one in left)


def _diagnostics(packet: Packet, note: Note) -> Iterator[str]:
    serious = (Severity.ERROR, Severity.WARNING)
    found = [item for item in packet.diagnostics if item.path == note.path and item.severity in serious]
    if found:
        yield from ("", "**Diagnostics**", "")
    for item in found[:_LONGEST]:
        yield f"- {item.severity.value} {item.code} {item.name}, line {item.place.line}: {_escaped(item.message)}"


def _gone(packet: Packet) -> Iterator[str]:
    if packet.difference.removed:
        yield from ("", "## Gone", "")
    for old in packet.difference.removed[:_LONGEST]:
        yield f"- {_escaped(packet.comparison.before.by_id[old].title)}"


def _cascade(packet: Packet) -> Iterator[str]:
    yield from ("", "## Cascade", "")
    if not packet.impact.reached:
        yield "Nothing that rests on these notes moves."
    for one in packet.impact.reached[:_LONGEST]:
        stale = "; not evaluated again" if one.is_stale else ""
        owner = f", {_escaped(one.owner)}" if one.owner else ""
        way = ", by a number" if one.way is Way.NUMBER else ""
        yield f"- {_title(packet, one.note)} ({counted(one.depth, 'step')} away{way}{owner}{stale})"
    if len(packet.impact.reached) > _LONGEST:
        yield f"- … and {counted(len(packet.impact.reached) - _LONGEST, 'note')} more"


def _effective(packet: Packet) -> Iterator[str]:
    if packet.difference.effective:
        yield from ("", "## Effective ratings that moved", "")
    for note_id, moved in packet.difference.effective[:_LONGEST]:
        yield f"- {_title(packet, note_id)}: {moved.before or 'none'} → {moved.after or 'none'}"


def _checklist(packet: Packet) -> Iterator[str]:
    touched = set(packet.touched)
    notes = [packet.comparison.after.by_id[note_id] for note_id in packet.touched]
    claims = [note for note in notes if note.type is NoteType.CLAIM]
    above = {one.note for one in packet.audit.above_any} & touched
    circles = [cycle for cycle in packet.audit.cycles if touched & set(cycle)]
    open_ones = [one for one in packet.audit.unanswered if one.note in touched]
    alone = touched & set(packet.audit.orphans)
    yield from ("", "## Checklist", "", "Ticked by machine:", "")
    yield _box(
        not any(item.severity is Severity.ERROR for item in packet.diagnostics), "no rule finds an error"
    )
    yield _box(not above, "nothing changed is rated above what it rests on")
    yield _box(not circles, "nothing changed rests on itself")
    yield _box(all(note.source for note in claims), "every claim states its source")
    yield _box(all(note.description for note in claims), "every claim has a description")
    yield _box(not alone, "every claim is linked with the rest")
    yield _box(not open_ones, "every challenge to them has a response")
    yield _box(not packet.impact.stale, "all that the change reaches was evaluated again")
    yield from ("", "Left to a person:", "")
    yield _box(False, "each title says something that could be wrong")
    yield _box(False, "each rating is earned by the evidence given")
    yield _box(False, "the nearest notes say something else, or are linked")
    yield _box(False, "who would disagree is named in a challenge")


def _box(is_ticked: bool, text: str) -> str:
    return f"- [{'x' if is_ticked else ' '}] {text}"


def _title(packet: Packet, note_id: str) -> str:
    return _escaped(note_of(packet.audit.graph, note_id).title)


def _kind(note: Note) -> str:
    return f"{note.type.value}, {_word(note.confidence)}"


def _word(rating: Confidence | None) -> str:
    return rating.word if rating is not None else "no rating"


def _escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it is, mentions of people included."""
    return _SPECIAL.sub(r"\\\1", visible(text)).replace("@", "@\u2060")


def _code(text: str) -> str:
    return visible(text).replace("`", "'")

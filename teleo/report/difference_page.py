"""What changed in meaning, as text and as plain values."""

from collections.abc import Iterator, Mapping, Sequence

from teleo.graph.changes import Comparison
from teleo.graph.difference import Difference, Moved, NoteChange, retired
from teleo.model import Note
from teleo.quantities.result import BoundNumber
from teleo.report.page import clipped, counted, heading, room, wrapped


def difference_text(
    comparison: Comparison, found: Difference, since: str, stale: Sequence[BoundNumber] = ()
) -> str:
    """Return the page: new and gone notes, what changed in each, the effective ratings that moved, and the
    numbers of texts that became stale.
    """
    if found.is_empty and not stale:
        return f"Nothing changed in meaning since {since}.\n"
    changed = [change for change in found.changed if not _is_moved_only(change)]
    lines = [
        wrapped(
            f"Since {since}: {counted(len(found.added), 'note')} new, {len(found.removed)} gone, "
            f"{len(changed)} changed, {sum(change.is_renamed for change in found.changed)} renamed; "
            f"{counted(len(found.effective), 'effective rating')} moved."
        ),
        *_listed("New", comparison.after.by_id, found.added),
        *_listed("Gone", comparison.before.by_id, found.removed),
        *_listed("Retired", comparison.after.by_id, retired(comparison)),
        *_changes(comparison, found),
        *_effective(comparison, found),
        *_stale(comparison, stale),
    ]
    return "\n".join(lines) + "\n"


def difference_data(
    comparison: Comparison, found: Difference, stale: Sequence[BoundNumber] = ()
) -> dict[str, object]:
    """Return what changed as values that JSON can hold."""
    return {
        "added": list(found.added),
        "removed": list(found.removed),
        "renamed": [{"id": change.note, "old": change.old} for change in found.changed if change.is_renamed],
        "retired": list(retired(comparison)),
        "changed": [_row(change) for change in found.changed],
        "effective": [{"id": note_id, **_pair(moved)} for note_id, moved in found.effective],
        "stale_numbers": [
            {
                "id": number.note,
                "quantity": f"{number.target[0]}#{_quantity(number)}",
                "shown": number.shown,
                "expected": number.expected,
            }
            for number in stale
        ],
    }


def facts_of(change: NoteChange) -> Iterator[str]:
    """Yield what changed in a note, one short sentence each."""
    if change.is_renamed:
        yield f"file: {change.old} → {change.note}"
    for name, moved in (("rating", change.rating), ("title", change.title), ("status", change.status)):
        if moved is not None:
            yield f"{name}: {moved.before or 'none'} → {moved.after or 'none'}"
    for sign, edges in (("+", change.edges_added), ("−", change.edges_removed)):
        yield from (f"{sign} {relation.replace('_', ' ')}: {title}" for relation, title in edges)
    for name, moved in change.quantities:
        yield f"{name}: {moved.before or 'none'} → {moved.after or 'none'}"
    if change.is_body_changed:
        yield "body rewritten"


def _is_moved_only(change: NoteChange) -> bool:
    return change == NoteChange(change.note, change.old, title=change.title)


def _row(change: NoteChange) -> dict[str, object]:
    return {
        "id": change.note,
        "old": change.old,
        "rating": _pair(change.rating),
        "title": _pair(change.title),
        "status": _pair(change.status),
        "edges_added": [{"relation": relation, "title": title} for relation, title in change.edges_added],
        "edges_removed": [{"relation": relation, "title": title} for relation, title in change.edges_removed],
        "quantities": [{"quantity": name, **_pair(moved)} for name, moved in change.quantities],
        "body": change.is_body_changed,
    }


def _pair(moved: Moved | None) -> dict[str, str]:
    return {} if moved is None else {"before": moved.before, "after": moved.after}


def _listed(title: str, notes: Mapping[str, Note], ids: tuple[str, ...]) -> Iterator[str]:
    if ids:
        yield heading(title)
        for note_id in ids:
            note = notes[note_id]
            rating = note.confidence.word if note.confidence is not None else note.type.value
            yield clipped(f"  {rating:<12}  {note.title}", room())


def _changes(comparison: Comparison, found: Difference) -> Iterator[str]:
    if found.changed:
        yield heading("Changed")
    for change in found.changed:
        yield clipped(comparison.after.by_id[change.note].title, room())
        yield from (wrapped(fact, "  ") for fact in facts_of(change))


def _effective(comparison: Comparison, found: Difference) -> Iterator[str]:
    if found.effective:
        yield heading("Effective ratings that moved")
    for note_id, moved in found.effective:
        yield clipped(
            f"  {moved.before or 'none'} → {moved.after or 'none'}: {comparison.after.by_id[note_id].title}",
            room(),
        )


def _stale(comparison: Comparison, stale: Sequence[BoundNumber]) -> Iterator[str]:
    if stale:
        yield heading("Numbers in texts that no longer agree")
    for number in stale:
        yield clipped(comparison.after.by_id[number.note].title, room())
        yield wrapped(f"{number.shown!r} is {number.expected!r} by {_quantity(number)}", "  ")


def _quantity(number: BoundNumber) -> str:
    return f"{number.target[1]}.{number.input}" if number.input else number.target[1]

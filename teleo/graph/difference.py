"""What changed in meaning between two states of a vault."""

from collections.abc import Mapping
from dataclasses import dataclass

from teleo.graph.changes import Comparison
from teleo.graph.effective import effective_ratings
from teleo.graph.relations import note_of
from teleo.model import Confidence, Status

Numbers = Mapping[str, Mapping[str, str]]
"""For each note, each of its quantities with what it came to, as a reader sees it: value and verdict."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A value that was one thing and is another; empty stands for none."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NoteChange:
    """What changed in one note that both states have; `None` and empty where nothing did.

    `old` is its id before; `edges_added` and `edges_removed` are (relation, title or words) as the note
    states them; `quantities` are those whose value or verdict moved, by name.
    """

    note: str
    old: str
    rating: Moved | None = None
    title: Moved | None = None
    status: Moved | None = None
    edges_added: tuple[tuple[str, str], ...] = ()
    edges_removed: tuple[tuple[str, str], ...] = ()
    quantities: tuple[tuple[str, Moved], ...] = ()
    is_body_changed: bool = False

    @property
    def is_renamed(self) -> bool:
        """Whether the file has another name or place."""
        return self.note != self.old


@dataclass(frozen=True)
class Difference:
    """What changed between two states; ids are of today, save in `removed`. All sorted by id.

    `effective` are the notes whose effective rating moved, whether or not they changed themselves.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[NoteChange, ...]
    effective: tuple[tuple[str, Moved], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed in meaning."""
        return not (self.added or self.removed or self.changed or self.effective)


def difference(comparison: Comparison, numbers_before: Numbers, numbers_after: Numbers) -> Difference:
    """Return what changed between the two states of `comparison`.

    Args:
        comparison: the two states.
        numbers_before: what quantities came to, by the old id of the note.
        numbers_after: the same, by the id of today.
    """
    found = (
        _change(comparison, new, old, numbers_before.get(old, {}), numbers_after.get(new, {}))
        for new, old in comparison.kept.items()
    )
    return Difference(
        comparison.added,
        comparison.removed,
        tuple(change for change in found if change != NoteChange(change.note, change.note)),
        _effective(comparison),
    )


def _change(
    comparison: Comparison, new: str, old: str, before: Mapping[str, str], after: Mapping[str, str]
) -> NoteChange:
    was, now = comparison.before.by_id[old], comparison.after.by_id[new]
    is_same_body = was.document.body_text == now.document.body_text
    is_body_changed = not is_same_body and comparison.earlier.body(was) != comparison.later.body(now)
    edges_before = comparison.earlier.stated_edges(was, with_body=is_body_changed)
    edges_after = comparison.later.stated_edges(now, with_body=is_body_changed)
    return NoteChange(
        new,
        old,
        _moved(_word(was.confidence), _word(now.confidence)),
        _moved(was.title, now.title),
        _moved(was.status.value, now.status.value),
        tuple((key[0], edges_after[key]) for key in sorted(edges_after.keys() - edges_before.keys())),
        tuple((key[0], edges_before[key]) for key in sorted(edges_before.keys() - edges_after.keys())),
        tuple(
            (name, moved)
            for name in sorted({*before, *after})
            if (moved := _moved(before.get(name, ""), after.get(name, "")))
        ),
        is_body_changed,
    )


def _effective(comparison: Comparison) -> tuple[tuple[str, Moved], ...]:
    before, after = effective_ratings(comparison.graph_before), effective_ratings(comparison.graph_after)
    found = (
        (new, _moved(_word(before[old].rank), _word(after[new].rank))) for new, old in comparison.kept.items()
    )
    return tuple((note_id, moved) for note_id, moved in found if moved is not None)


def retired(comparison: Comparison) -> tuple[str, ...]:
    """Return the notes that were in use and are retired or superseded now, sorted."""
    out_of_use = (Status.RETIRED, Status.SUPERSEDED)
    return tuple(
        new
        for new, old in comparison.kept.items()
        if note_of(comparison.graph_after, new).status in out_of_use
        and note_of(comparison.graph_before, old).status not in out_of_use
    )


def _moved(before: str, after: str) -> Moved | None:
    return Moved(before, after) if before != after else None


def _word(rating: Confidence | None) -> str:
    return rating.word if rating is not None else ""

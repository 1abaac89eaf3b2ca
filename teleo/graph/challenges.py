"""Challenges, the responses that answer them, and the pairs of notes that cannot both be right."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from teleo.graph.dates import day
from teleo.graph.multigraph import Graph
from teleo.graph.relations import note_of, notes_of
from teleo.model import Confidence, Edge, Note, ProseEntry, Relation, loose

_WORD = re.compile("[\0-\x1f!-\u2e7f]+|[^\0-\u2e7f]")
"""A word, or a letter of a script that does not part its words."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """One challenge to `note`: by the note `challenger`, or in words, when `challenger` is empty.

    `text` is the challenger's title or the words; `stated_in` and `line` say where it stands. `since` is the
    day from which it can be known: the edge's date, else the challenger's creation, else the note's own.
    `response` is the answer, empty while there is none.
    """

    note: str
    challenger: str
    text: str
    stated_in: str
    line: int
    since: date | None
    response: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether a response answers the challenge."""
        return bool(self.response)


@dataclass(frozen=True, slots=True)
class Tension:
    """Two notes that contradict or challenge each other, sorted; `relations` says how, sorted.

    `floor` is the lower of the two ratings: the higher it is, the more is at stake. `None` when one has none.
    """

    one: str
    two: str
    relations: tuple[Relation, ...]
    floor: Confidence | None


def challenges(graph: Graph) -> tuple[Challenge, ...]:
    """Return every challenge, sorted by the note challenged, each with its response.

    A note's `responses` answer the challenges whose title or whole words they hold; the others answer, in order,
    the challenges that are left: those of the note's own list first, as they stand there.
    """
    return tuple(challenge for note_id in notes_of(graph) for challenge in challenges_to(graph, note_id))


def challenges_to(graph: Graph, note_id: str) -> tuple[Challenge, ...]:
    """Return the challenges to one note as `challenges` does."""
    stated: Iterable[Edge] = (facts["edge"] for _, _, facts in graph.in_edges(note_id, data=True))
    arriving = [edge for edge in stated if edge.relation is Relation.CHALLENGES]
    notes = {edge.origin: note_of(graph, edge.origin) for edge in arriving}
    prose = graph.nodes[note_id].get("prose", ())
    return challenges_among(note_of(graph, note_id), arriving, prose, notes)


def challenges_among(
    note: Note, arriving: Iterable[Edge], prose: Iterable[ProseEntry], notes: Mapping[str, Note]
) -> tuple[Challenge, ...]:
    """Return the challenges to `note`, of the edges that `challenge` it, from `notes` by id, and of its `prose`."""
    found = _among(note, arriving, prose, notes)
    return tuple(_answered(note, sorted(found, key=lambda one: _order(note, one))))


def unanswered(found: Iterable[Challenge]) -> tuple[Challenge, ...]:
    """Return the challenges without a response, those longest known first."""
    left = [challenge for challenge in found if not challenge.is_answered]
    return tuple(sorted(left, key=lambda one: (one.since or date.max, one.note, one.line, one.text)))


def tensions(graph: Graph) -> tuple[Tension, ...]:
    """Return the pairs of notes that contradict or challenge each other, highest stakes first."""
    found: dict[tuple[str, str], set[Relation]] = {}
    for origin, target, facts in graph.edges(data=True):
        edge: Edge = facts["edge"]
        if edge.relation in (Relation.CONTRADICTS, Relation.CHALLENGES) and origin != target:
            found.setdefault((min(origin, target), max(origin, target)), set()).add(edge.relation)
    pairs = [
        Tension(one, two, tuple(sorted(relations)), _floor(note_of(graph, one), note_of(graph, two)))
        for (one, two), relations in found.items()
    ]
    return tuple(sorted(pairs, key=_stakes))


def _stakes(pair: Tension) -> tuple[int, str, str]:
    return (1 if pair.floor is None else -pair.floor, pair.one, pair.two)


def _floor(one: Note, two: Note) -> Confidence | None:
    if one.confidence is None or two.confidence is None:
        return None
    return min(one.confidence, two.confidence)


def _among(
    note: Note, arriving: Iterable[Edge], prose: Iterable[ProseEntry], notes: Mapping[str, Note]
) -> Iterator[Challenge]:
    for edge in arriving:
        other = notes[edge.origin]
        since = day(edge.date) or day(other.created) or day(note.created)
        yield Challenge(note.id, edge.origin, other.title, edge.note, edge.line, since)
    for entry in prose:
        if entry.relation is Relation.CHALLENGES and entry.is_inverse:
            line = note.document.lines.position(entry.span.start)[0]
            yield Challenge(note.id, "", entry.text, note.id, line, day(note.created))


def _order(note: Note, challenge: Challenge) -> tuple[bool, str, int, str, str]:
    is_far = challenge.stated_in != note.id
    return (is_far, challenge.stated_in, challenge.line, challenge.text, challenge.challenger)


def _answered(note: Note, found: list[Challenge]) -> list[Challenge]:
    naming = _naming([one.text for one in found], note.responses) if note.responses else {}
    named = set(naming.values())
    rest = (text for index, text in enumerate(note.responses) if index not in named)
    answers = (note.responses[naming[at]] if at in naming else next(rest, "") for at in range(len(found)))
    return [
        Challenge(one.note, one.challenger, one.text, one.stated_in, one.line, one.since, answer)
        for one, answer in zip(found, answers, strict=True)
    ]


def _naming(titles: Sequence[str], texts: Sequence[str]) -> dict[int, int]:
    """Return the text that names each title, by their places: the first that none of the others took.

    The longest title goes first: a response to `Oaks fall in storms` holds the words of `Oaks fall` as well.
    """
    sought, plain = [loose(title) for title in titles], [loose(text) for text in texts]
    holders: defaultdict[str, deque[int]] = defaultdict(deque)
    for place, text in enumerate(plain):
        for word in set(_WORD.findall(text)):
            holders[word].append(place)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for index in sorted(range(len(sought)), key=lambda index: -len(sought[index])):
        # Only what holds the rarest word of a title is searched for it: a list may hold thousands of each.
        places = min((holders[word] for word in _WORD.findall(sought[index])), key=len, default=deque[int]())
        while places and places[0] in taken:
            places.popleft()
        naming = (place for place in places if place not in taken and _names(sought[index], plain[place]))
        for place in islice(naming, 1):
            found[index] = place
            taken.add(place)
    return found


def _names(title: str, text: str) -> bool:
    """Whether a text holds a title, both in loose form, and not as a part of other words."""
    start = text.find(title) if title else -1
    while start >= 0:
        if not (_is_word(text, start - 1) or _is_word(text, start + len(title))):
            return True
        start = text.find(title, start + 1)
    return False


def _is_word(text: str, place: int) -> bool:
    """Whether a letter of a script that parts its words stands at a place; others may follow each other directly."""
    return 0 <= place < len(text) and text[place] != " " and text[place] < "\u2e80"

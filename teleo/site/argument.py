"""The argument for a claim as a tree: what it rests on, what supports it, what challenges it, and so on down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from markupsafe import Markup
from msgspec import Struct

from teleo.model import Relation
from teleo.site.card import Card, glyph
from teleo.site.catalogue import Catalogue, Tie
from teleo.site.rows import WEAKEST

DEEPEST = 3
MOST_NODES = 20

_LAST_RANK = Catalogue.rank_of(Relation.SUPPORTS, False)
_BRANCHES = ("depends_on", "supported_by", "challenged_by")
_WORDS = {"depends_on": "rests on", "supported_by": "supported by", "challenged_by": "challenged by"}


class Branch(Struct, frozen=True):
    """A note of the tree; `is_above` when it stands above already, so that its own branches are left out.

    `is_weakest` is the premise that holds the rating of the tree's claim down, `is_on_way` one on the way to it.

    `below` says in words what it has for branches, and `further` is the part of its own page in which the argument
    goes on, where the tree shows not all of them.
    """

    card: Card
    name: str
    effective: str
    is_weakest: bool
    is_on_way: bool
    is_above: bool
    below: str
    further: str
    branches: tuple["Branch", ...]


@dataclass(slots=True)
class _Bound:
    left: int


def argument(
    id_: str,
    cards: Mapping[str, Card],
    ties: Mapping[str, tuple[Tie, ...]],
    effective: Mapping[str, str],
    witness: tuple[str, ...],
) -> tuple[Branch, ...]:
    """Return the branches below a note; nothing when no branch has branches of its own.

    Of a large argument the tree holds `MOST_NODES`: all branches of a note before those of the first of them.

    Args:
        id_: the note.
        cards: the card of each note.
        ties: the edges of each note as it sees them.
        effective: the word of each note's effective rating.
        witness: the path from the note to the premise that holds its rating down; its end is marked.
    """
    bound = _Bound(MOST_NODES)
    branches = _branches(id_, (id_,), cards, ties, effective, witness, bound)
    return branches if any(branch.branches for branch in branches) else ()


def is_branch(tie: Tie) -> bool:
    """Return whether a tie is one of those by which an argument goes on."""
    return tie.name in _BRANCHES


def argument_html(branches: tuple[Branch, ...], root: str) -> Markup:
    """Return the tree as nested lists; what has branches folds, without a script."""
    return Markup(f'<ul class="argument">{_items(branches, root, 0)}</ul>')  # noqa: S704 - made of escaped parts


def _branches(
    id_: str,
    path: tuple[str, ...],
    cards: Mapping[str, Card],
    ties: Mapping[str, tuple[Tie, ...]],
    effective: Mapping[str, str],
    weak: tuple[str, ...],
    bound: _Bound,
) -> tuple[Branch, ...]:
    found = []
    shown = _of_argument(ties[id_])[: bound.left]
    bound.left -= len(shown)
    for tie in shown:
        is_on_way = weak[:1] == (tie.other,) and tie.name == "depends_on"
        is_above = tie.other in path
        own = [] if is_above else _of_argument(ties[tie.other])
        below: tuple[Branch, ...] = ()
        if own and len(path) < DEEPEST:
            further_path, further_weak = (*path, tie.other), weak[1:] if is_on_way else ()
            below = _branches(tie.other, further_path, cards, ties, effective, further_weak, bound)
        found.append(
            Branch(
                cards[tie.other],
                tie.name,
                effective.get(tie.other, ""),
                is_on_way and len(weak) == 1,
                is_on_way,
                is_above,
                _said(own),
                own[0].name if len(below) < len(own) else "",
                below,
            )
        )
    return tuple(found)


def _of_argument(ties: tuple[Tie, ...]) -> list[Tie]:
    near = takewhile(lambda tie: tie.rank <= _LAST_RANK, ties)
    return [tie for tie in near if is_branch(tie)]


def _said(ties: Sequence[Tie]) -> str:
    names = [tie.name for tie in ties]
    return ", ".join([f"{_WORDS[name]} {names.count(name)}" for name in _BRANCHES if name in names])


def _items(branches: tuple[Branch, ...], root: str, depth: int) -> str:
    return "".join([_item(branch, root, depth) for branch in branches])


def _item(branch: Branch, root: str, depth: int) -> str:
    marks = ""
    if branch.effective and branch.effective != branch.card.tone:
        marks = _effectively(branch.effective)
    if branch.is_weakest:
        marks += WEAKEST
    if branch.is_above:
        marks += ' <span class="aside">returns to a note above</span>'
    if branch.further:
        marks += f' <a class="aside" href="{root}{branch.card.page}#{branch.further}">more on its page</a>'
    line = (
        f'<li class="{branch.name}"><div class="leaf"><span class="relation">{_WORDS[branch.name]}</span> '
        f"{branch.card.row_text(root)}{marks}</div>"
    )
    if not branch.branches:
        return f"{line}</li>"
    is_open = " open" if depth == 0 or branch.is_on_way else ""
    inner = _items(branch.branches, root, depth + 1)
    return f"{line}<details{is_open}><summary>{branch.below}</summary><ul>{inner}</ul></details></li>"


@cache
def _effectively(word: str) -> str:
    rating = f'<span class="rating">{glyph(word, is_worded=True)} {word}</span>'
    return f' <span class="aside {word}">effectively {rating}</span>'

"""Lays results out as a person reads them: claim by claim, then contradictions and mismatches."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from teleo.quantities.moves import Move
from teleo.quantities.result import BoundNumber, Key, Quantities, Result, Verdict, name_of
from teleo.quantities.show import interval_text, mass_text, number_text

_COUNTED = (
    Verdict.SUPPORTED,
    Verdict.POSSIBLE,
    Verdict.CONTRADICTED,
    Verdict.GIVEN,
    Verdict.UNSTATED,
    Verdict.FAILED,
)

_WIDEST = (18, 24, 32)
"""Columns of the terminal beyond which an id, a stated value and a model's value set no width for others."""


def table(quantities: Quantities, chosen: Collection[Key], moved: Sequence[Move] | None) -> Iterator[str]:
    """Yield the lines of a report on the chosen quantities; `moved` is `None` when nothing was compared."""
    results = [result for key, result in quantities.items() if key in chosen]
    moves = {move.key: move for move in moved or ()}
    rows = [_row(result) for result in results]
    widths = [_width([row[column] for row in rows], most) for column, most in enumerate(_WIDEST)]
    note = None
    for result, row in zip(results, rows, strict=True):
        if result.note != note:
            if note is not None:
                yield ""
            note = result.note
            yield note
        cells = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)]
        yield ("  " + "  ".join((*cells, row[3]))).rstrip()
        if result.key in moves:
            yield f"    {_was(moves[result.key])}"
        yield from (f"    {caution}" for caution in result.cautions)
        if result.verdict is Verdict.FAILED:
            yield from (f"    {problem.message}" for problem in result.problems)
    if moved is not None:
        yield from _gone(moved)


def conflict_lines(quantities: Quantities, chosen: Collection[Key]) -> Iterator[str]:
    """Yield contradictions of chosen quantities, then mismatches of scope with what would reconcile them.

    A sentence that holds for more than one pair is said at the first.
    """
    said: set[str] = set()
    shown = [
        conflict for conflict in quantities.conflicts if conflict.first in chosen or conflict.second in chosen
    ]
    for title, is_contradiction in (("Contradictions", True), ("Scope mismatches", False)):
        of_kind = [conflict for conflict in shown if conflict.is_contradiction is is_contradiction]
        if of_kind:
            yield ""
            yield f"{title}:"
        for conflict in of_kind:
            yield f"  {conflict.message}"
            yield from (f"    {name_of(key)}" for key in (conflict.first, conflict.second))
            yield from (f"    {each}" for each in conflict.reconcilers if each not in said)
            said.update(conflict.reconcilers)


def number_lines(numbers: Sequence[BoundNumber], title: str) -> Iterator[str]:
    """Yield numbers of texts with what they were and what they should be."""
    if numbers:
        yield ""
        yield f"{title}:"
    for number in numbers:
        name = f"{number.target[1]}.{number.input}" if number.input else number.target[1]
        yield f"  {number.note}: {number.shown!r} is {number.expected!r} by {name}"


def counts(results: Mapping[Key, Result], chosen: Collection[Key]) -> str:
    """Return how many quantities have each verdict, in one line."""
    found = [result.verdict for key, result in results.items() if key in chosen]
    parts = [f"{found.count(verdict)} {verdict.value}" for verdict in _COUNTED if verdict in found]
    return f"{len(found)} {'quantity' if len(found) == 1 else 'quantities'}" + (
        f": {', '.join(parts)}" if parts else ""
    )


def _width(cells: list[str], most: int) -> int:
    """Return the width of a column; a cell wider than `most` stands out of it, lest it push all others aside."""
    return max((len(cell) for cell in cells if len(cell) <= most), default=0)


def _row(result: Result) -> tuple[str, str, str, str]:
    interval = interval_text(result)
    model = number_text(result) + (f" ({interval})" if interval else "")
    if result.verdict is Verdict.GIVEN:
        model = ""
    verdict = result.verdict.value
    if result.mass is not None:
        verdict += ", no uncertainty given" if result.is_point else f" {mass_text(result.mass)}"
    return result.quantity, f"stated {result.stated}" if result.stated else "", model, verdict


def _was(move: Move) -> str:
    if move.before is None:
        return "new"
    _, stated, model, verdict = _row(move.before)
    return "was " + ", ".join(filter(None, (stated, model, verdict)))


def _gone(moved: Sequence[Move]) -> Iterator[str]:
    gone = [move for move in moved if move.after is None]
    if gone:
        yield ""
        yield "Gone:"
    yield from (f"  {name_of(move.key)}" for move in gone)

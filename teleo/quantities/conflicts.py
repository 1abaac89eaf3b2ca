"""Finds quantities of one variable that cannot both be true as stated."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from teleo.model import Edge, Relation
from teleo.quantities.calendar import may_be_one
from teleo.quantities.errors import UnitMismatchError
from teleo.quantities.presence import FIELD
from teleo.quantities.problem import Elsewhere, Problem
from teleo.quantities.reconcile import reconcilers
from teleo.quantities.result import Conflict, Key, Result, StatedSet, Verdict
from teleo.quantities.show import said, scope_text, title_of
from teleo.quantities.units import PERCENT, factor_accepting
from teleo.vault.reader import Vault

MOST_EACH = 5
"""How many others one quantity is reported against: a hundred disjoint values need no five thousand messages."""

_MOST_LOOKED_AT = 20 * MOST_EACH
"""How many others are looked at for these: some are of other dates."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one quantity says of its variable, in the first unit that is named; without one it is in that as well."""

    result: Result
    low: float
    high: float


def conflicts(results: Mapping[Key, Result]) -> tuple[tuple[Conflict, ...], list[tuple[Key, Problem]]]:
    """Return the conflicts in order of variable, and the values whose unit differs from others of the
    variable.
    """
    by_variable: dict[str, list[Result]] = {}
    for result in results.values():
        if result.var:
            by_variable.setdefault(result.var, []).append(result)
    found: list[Conflict] = []
    problems: list[tuple[Key, Problem]] = []
    for var in sorted(by_variable):
        found += _of_variable(var, _claims(by_variable[var], problems))
    return tuple(found), problems


def conflict_problems(
    found: Iterable[Conflict], results: Mapping[Key, Result]
) -> Iterator[tuple[Key, Problem]]:
    """Yield each conflict as a problem at both of its quantities, with the other as its related place."""
    for conflict in found:
        for here, there in ((conflict.first, conflict.second), (conflict.second, conflict.first)):
            yield here, _problem(conflict, results[here], results[there])


def _problem(conflict: Conflict, here: Result, there: Result) -> Problem:
    """Return a conflict as one of its sides should hear of it."""
    other = repr(title_of(there.note)) if there.note != here.note else f"`{there.quantity}` of this note"
    if conflict.is_contradiction:
        code, end = "QU906", "for the same scope and date; both cannot hold"
    else:
        code, end = "QU908", f"for {scope_text(there)}; here it is for {scope_text(here)}"
    message = f"{conflict.var} is {said(here)} here and {said(there)} in {other}, {end}"
    elsewhere = Elsewhere(there.note, there.span, f"{there.quantity} is {said(there)}")
    return Problem(code, here.span, message, None, (elsewhere,))


def conflict_edges(
    found: Iterable[Conflict], results: Mapping[Key, Result], vault: Vault
) -> tuple[Edge, ...]:
    """Return an edge `contradicts` for each pair of notes whose quantities contradict each other."""
    edges: dict[Key, Edge] = {}
    for conflict in found:
        first, second = results[conflict.first], results[conflict.second]
        if not conflict.is_contradiction or first.note == second.note:
            continue
        origin, target = sorted((first, second), key=lambda result: result.note)
        line = vault.by_id[origin.note].document.place(origin.span).line
        edge = Edge(
            origin.note, target.note, Relation.CONTRADICTS, origin.note, FIELD, line, conflict.message
        )
        edges.setdefault((origin.note, target.note), edge)
    return tuple(edges[key] for key in sorted(edges))


def _claims(results: list[Result], problems: list[tuple[Key, Problem]]) -> list[_Claim]:
    claims: list[_Claim] = []
    unit = ""
    for result in sorted(results, key=lambda result: result.key):
        ends = _ends(result)
        if ends is None:
            continue
        own, scale = ("fraction", 0.01) if result.unit in PERCENT else (result.unit, 1.0)
        unit = unit or own
        try:
            factor = scale * (_factor(own, unit) if own else 1.0)
        except UnitMismatchError:
            message = f"states {result.var} in {result.unit!r}, another in {unit!r}; use one dimension"
            problems.append((result.key, Problem("QU902", result.span, message)))
            continue
        claims.append(_Claim(result, ends.low * factor, ends.high * factor))
    return claims


def _factor(own: str, unit: str) -> float:
    """Return the factor between two units of which either may leave out what is counted."""
    try:
        return factor_accepting(own, unit)
    except UnitMismatchError:
        return 1.0 / factor_accepting(unit, own)


def _ends(result: Result) -> StatedSet | None:
    """Return what a quantity says of its variable: the stated set, else the model's 90%."""
    if result.stated_set is not None:
        return result.stated_set
    if result.low is None or result.high is None or result.verdict is Verdict.FAILED:
        return None
    return StatedSet(((result.low, result.high),))


def _of_variable(var: str, claims: list[_Claim]) -> list[Conflict]:
    ordered = sorted(claims, key=lambda claim: (claim.low, claim.result.key))
    found = []
    for claim in ordered:
        above = [other for other in _above(ordered, claim.high) if _is_comparable(claim.result, other.result)]
        found += [_conflict(var, claim.result, other.result) for other in above[:MOST_EACH]]
    return sorted(found, key=lambda conflict: (conflict.first, conflict.second))


def _above(ordered: list[_Claim], high: float) -> list[_Claim]:
    """Return the next claims that lie wholly above a number; `ordered` is by their low ends."""
    start = bisect_right(ordered, high, key=lambda claim: claim.low)
    return ordered[start : start + _MOST_LOOKED_AT]


def _is_comparable(first: Result, second: Result) -> bool:
    """Return whether two values of one variable are of dates that do not explain why they differ."""
    if first.as_of == second.as_of or not first.as_of or not second.as_of:
        return True
    return may_be_one(first.as_of, second.as_of)


def _conflict(var: str, low: Result, high: Result) -> Conflict:
    first, second = sorted((low, high), key=lambda result: result.key)
    is_same = (first.scope, first.as_of) == (second.scope, second.as_of)
    if is_same:
        message = f"{var} cannot be both {said(first)} and {said(second)} ({scope_text(first)})"
        return Conflict(var, first.key, second.key, True, message)
    sides = " but ".join(f"{said(result)} for {scope_text(result)}" for result in (first, second))
    return Conflict(var, first.key, second.key, False, f"{var} is {sides}", reconcilers(low, high))

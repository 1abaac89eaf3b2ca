"""Given numbers as inputs that a reader can move: within what bounds, and which of them move as one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, isfinite
from typing import Any

from teleo.calculators import HUGE, Calculator, Input, Kind
from teleo.quantities.result import Key, Result
from teleo.site.unknowns import Share, unknowns


@dataclass(slots=True)
class _Unknown:
    """What the statements of one unknown say together, in the unit of the first of them.

    `takers` are the inputs that are taken from one of them, each with the factor to the input's unit.
    """

    first: Result
    low: float
    high: float
    takers: list[tuple[Input, float]] = field(default_factory=list)
    is_taken: bool = False


def given_inputs(
    results: Mapping[Key, Result], known: Mapping[str, Calculator], places: Mapping[Key, int]
) -> Mapping[Key, dict[str, Any]]:
    """Return what a page needs to move each given number from which others are taken.

    Its own value stands as an input without a name. A number that is one unknown with others has the place of the
    first of them, and what one in the unit of that is in its own.

    Args:
        results: the numbers of the vault.
        known: the calculators by name.
        places: the place of each number in the list that the page has.
    """
    given = [result for result in results.values() if result.given is not None]
    shared = unknowns(given)
    shares = {one.key: shared.get(one.key, Share(one.key, 1.0)) for one in given}
    found: dict[Key, _Unknown] = {}
    for one in given:
        assert one.low is not None
        assert one.high is not None
        share = shares[one.key]
        low, high = one.low / share.factor, one.high / share.factor
        unknown = found.setdefault(share.first, _Unknown(one, low, high))
        unknown.low, unknown.high = min(unknown.low, low), max(unknown.high, high)
    _find_takers(results, known, shares, found)
    bounds = {key: _bounds(unknown) for key, unknown in found.items() if unknown.is_taken}
    moved = [one for one in given if shares[one.key].first in bounds]
    return {
        one.key: _input(one, shares[one.key].factor, bounds[shares[one.key].first])
        | ({"unknown": [places[shares[one.key].first], shares[one.key].factor]} if one.key in shared else {})
        for one in moved
    }


def _find_takers(
    results: Mapping[Key, Result],
    known: Mapping[str, Calculator],
    shares: Mapping[Key, Share],
    found: Mapping[Key, _Unknown],
) -> None:
    for result in results.values():
        for one in result.inputs:
            if one.reference is None or one.reference not in shares:
                continue
            share = shares[one.reference]
            found[share.first].is_taken = True
            # An input for which a number is no good does not bound it.
            if result.value is not None and result.calculator in known:
                factor = share.factor / results[one.reference].scale * one.factor
                found[share.first].takers.append((known[result.calculator].input(one.name), factor))


def _input(result: Result, factor: float, bounds: Mapping[str, Any]) -> dict[str, Any]:
    """Return the value of a number without a model as an input without a name, in the unit of the number."""
    assert result.given is not None
    ends = {name: bounds[name] * factor for name in ("low", "high") if name in bounds}
    own = {
        "name": "",
        "text": result.stated,
        "unit": result.unit,
        "spread": {"shape": result.given.shape.value},
        "bounds": {**bounds, **ends},
        "value": [result.low, result.value, result.high],
    }
    return {"inputs": [own]}


def _bounds(unknown: _Unknown) -> dict[str, Any]:
    """Return what an unknown cannot be beyond.

    A share remains a share, an amount does not fall below 0, and each input that is taken from it has its range.
    """
    low, high = unknown.low, unknown.high
    whole = {"fraction": 1.0, "probability": 1.0, "%": 100.0}.get(unknown.first.unit, HUGE)
    end = whole if high <= whole else HUGE
    lows = [(0.0, low > 0.0) if low >= 0.0 else (-HUGE, False)]
    highs = [(end, high == end)]
    for entry, factor in unknown.takers:
        lows.append((entry.low / factor, entry.low_open))
        highs.append((entry.high / factor, not entry.high_open))
    # Of equal bounds the open one counts, and none that the number itself is beyond.
    below = [(at, is_open) for at, is_open in lows if at < low or (at == low and not is_open)]
    above = [(at, is_closed) for at, is_closed in highs if at > high or (at == high and is_closed)]
    floor, is_open = max(below, default=(-inf, False))
    ceiling, is_closed = min(above, default=(inf, True))
    found: dict[str, Any] = {"lowOpen": is_open, "highOpen": not is_closed}
    found |= {name: at for name, at in (("low", floor), ("high", ceiling)) if isfinite(at)}
    if any(entry.kind is Kind.INTEGER and factor == 1.0 for entry, factor in unknown.takers):
        found["isWhole"] = True
    return found

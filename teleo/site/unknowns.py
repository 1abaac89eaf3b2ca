"""Which given numbers of a vault are one unknown, so that a reader who moves one has moved them all."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from teleo.quantities.errors import UnitMismatchError
from teleo.quantities.result import Key, Result
from teleo.quantities.units import PERCENT, factor_between


class Share(Struct, frozen=True):
    """A number's part in an unknown: the first number that states it, and what one in the unit of that is here."""

    first: Key
    factor: float


def unknowns(results: Iterable[Result]) -> Mapping[Key, Share]:
    """Return the given numbers that share their samples with another, each with its part; the first has one too.

    Their `var`, `scope` and `as_of` are the same. One whose unit does not convert to that of the first stays by
    itself, and one without a unit is taken to be in it.
    """
    named: dict[str, list[Result]] = {}
    for result in results:
        if result.given is not None and result.var:
            named.setdefault(result.variable, []).append(result)
    found: dict[Key, Share] = {}
    for first, *others in named.values():
        factors = ((one.key, _factor(first.unit, one.unit)) for one in others)
        shares = {key: Share(first.key, factor) for key, factor in factors if factor is not None}
        if shares:
            found |= {first.key: Share(first.key, 1.0), **shares}
    return found


def _factor(found: str, wanted: str) -> float | None:
    """Return the factor between two units as a page shows them, or nothing where there is none."""
    if found == wanted or not found or not wanted:
        return 1.0
    plain = ["fraction" if unit in PERCENT else unit for unit in (found, wanted)]
    try:
        return factor_between(*plain) * (_scale(wanted) / _scale(found))
    except UnitMismatchError:
        return None


def _scale(unit: str) -> float:
    return 100.0 if unit in PERCENT else 1.0

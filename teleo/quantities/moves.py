"""Which quantities moved between two states of a vault."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isclose

from teleo.quantities.result import Key, Quantities, Result

_SAME = 1e-9
"""Relative difference below which two numbers are one: rounding is no news."""


@dataclass(frozen=True, slots=True)
class Move:
    """A quantity before and after; one of them is `None` when it came or went."""

    key: Key
    before: Result | None
    after: Result | None


def moves(
    before: Quantities, after: Quantities, renamed: Mapping[str, str] | None = None
) -> tuple[Move, ...]:
    """Return the quantities whose value, interval, stated value or verdict differ, in the order of `after`.

    Args:
        before: the quantities of the earlier state.
        after: the quantities of the later state.
        renamed: the old id of each note whose file was renamed, by its new id.
    """
    old_ids = renamed or {}
    found = []
    seen = set()
    for key, result in after.items():
        old_key = (old_ids.get(key[0], key[0]), key[1])
        seen.add(old_key)
        old = before.results.get(old_key)
        if old is None or has_moved(old, result):
            found.append(Move(key, old, result))
    gone = (Move(key, result, None) for key, result in before.items() if key not in seen)
    return (*found, *gone)


def has_moved(before: Result, after: Result) -> bool:
    """Return whether a quantity says something else than it did."""
    words = (before.stated, before.verdict, before.unit) != (after.stated, after.verdict, after.unit)
    pairs = ((before.value, after.value), (before.low, after.low), (before.high, after.high))
    return words or any(not _is_same(old, new) for old, new in pairs)


def _is_same(old: float | None, new: float | None) -> bool:
    if old is None or new is None:
        return old is new
    return isclose(old, new, rel_tol=_SAME, abs_tol=1e-300)

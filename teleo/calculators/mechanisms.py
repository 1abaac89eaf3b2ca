"""Reads what `stack.combined` takes: the time that each resource costs, and mechanisms that save some."""

import re
from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any

from teleo.calculators.errors import InputError, OverlapError

RESOURCES = ("weights", "kv", "flop", "fabric")
"""Reading weights, reading the KV cache, computing, and moving data between chips."""

RESOURCES_FORM = "times of " + ", ".join(RESOURCES) + " in one unit, such as `weights 12.5, kv 0.6, flop 1.4`"
MECHANISMS_FORM = (
    "mechanisms with the factor by which each saves a resource, such as "
    "`moe: weights 1.5, flop 18, order 1; fp4: weights 3.8, order 2`"
)

_TERM = re.compile(r"\s*([a-z]+)\s*[=: ]\s*(\S+)\s*")


def resources_of(field: str, given: Any) -> dict[str, Any]:
    """Return the time of every resource, 0 for those left out, from a mapping or a text.

    Raises:
        InputError: a resource is unknown, a time is negative or no number, or nothing costs any time.
    """
    terms = _terms(field, given, RESOURCES_FORM) if isinstance(given, str) else given
    if not isinstance(terms, Mapping) or not terms:
        raise InputError(field, given, RESOURCES_FORM)
    for name, value in terms.items():
        if name not in RESOURCES:
            raise InputError(field, name, RESOURCES_FORM)
        _require(f"{field}.{name}", value, 0.0, "a time of at least 0")
    times = {name: terms.get(name, 0.0) for name in RESOURCES}
    if not any(_any_positive(value) for value in times.values()):
        raise InputError(field, given, "at least one resource that costs time")
    return times


def mechanisms_of(field: str, given: Any) -> tuple[dict[str, Any], ...]:
    """Return mechanisms in the order in which they act, each with a `name` and a factor for every resource.

    Args:
        given: a text, or a list of mappings with `name`, factors by resource, and perhaps `order`.

    Raises:
        InputError: a mechanism has no name or no resource, or a factor is not above 0.
        OverlapError: two mechanisms change one resource and their `order` does not tell which comes first.
    """
    entries = _entries(field, given) if isinstance(given, str) else given
    if not isinstance(entries, Sequence) or not entries:
        raise InputError(field, given, MECHANISMS_FORM)
    read = [_mechanism(f"{field}[{index}]", entry) for index, entry in enumerate(entries)]
    for resource, sharing in overlaps(read).items():
        orders = [entry["order"] for entry in read if entry["name"] in sharing]
        if 0 in orders or len(set(orders)) < len(orders):
            raise OverlapError(resource, sharing)
    return tuple(sorted(read, key=lambda entry: entry["order"]))


def overlaps(mechanisms: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Return the resources that more than one mechanism changes, each with the names of those mechanisms."""
    users = {
        resource: tuple(entry["name"] for entry in mechanisms if resource in entry["changes"])
        for resource in RESOURCES
    }
    return {resource: names for resource, names in users.items() if len(names) > 1}


def _mechanism(field: str, entry: Any) -> dict[str, Any]:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str):
        raise InputError(field, entry, MECHANISMS_FORM)
    changes = tuple(resource for resource in RESOURCES if resource in entry)
    unknown = [key for key in entry if key not in (*RESOURCES, "name", "order", "changes")]
    if unknown or not changes:
        raise InputError(field, unknown[0] if unknown else entry["name"], MECHANISMS_FORM)
    for resource in changes:
        _require(f"{field}.{resource}", entry[resource], 0.0, "a factor above 0", is_open=True)
    order = entry.get("order", 0)
    _require(f"{field}.order", order, 0.0, "a place in the order, counted from 1")
    factors = {resource: entry.get(resource, 1.0) for resource in RESOURCES}
    return {"name": entry["name"], "order": order, "changes": changes, **factors}


def _entries(field: str, text: str) -> list[dict[str, Any]]:
    """Read `name: resource factor, …; name: …`."""
    entries: list[dict[str, Any]] = []
    for part in text.split(";"):
        name, colon, terms = part.partition(":")
        if not colon or not name.strip():
            raise InputError(field, part.strip(), MECHANISMS_FORM)
        entries.append({"name": name.strip(), **_terms(field, terms, MECHANISMS_FORM)})
    return entries


def _terms(field: str, text: str, form: str) -> dict[str, float]:
    """Read `word number, word number`."""
    terms: dict[str, float] = {}
    for part in text.split(","):
        match = _TERM.fullmatch(part)
        if match and match[1] in terms:
            raise InputError(field, part.strip(), f"each word once; {form}")
        try:
            terms[match[1] if match else ""] = float(match[2] if match else "")
        except ValueError:
            raise InputError(field, part.strip(), form) from None
    return terms


def _require(field: str, value: Any, low: float, allowed: str, *, is_open: bool = False) -> None:
    numbers = value.ravel().tolist() if hasattr(value, "ravel") else [value]
    for number in numbers:
        fits = type(number) is not bool and isinstance(number, Real) and low <= float(number) < 1e30
        if not fits or (is_open and number == low):
            raise InputError(field, number, allowed)


def _any_positive(value: Any) -> bool:
    return bool((value > 0).all()) if hasattr(value, "all") else bool(value > 0)

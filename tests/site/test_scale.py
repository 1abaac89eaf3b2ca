"""A slider reaches no value that its input may not take, and tells those apart that are plausible."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.quantities.node import printed

SCALE = Path(__file__).parents[2] / "site/src/scale.js"
OPEN_SHARE = {"low": 0, "high": 1, "lowOpen": True, "highOpen": True}
INPUTS: dict[str, dict[str, Any]] = {
    "a share": {"bounds": OPEN_SHARE, "value": [0.3, 0.5, 0.9]},
    "a share nearly whole": {"bounds": OPEN_SHARE, "value": [0.3, 0.5, 0.9999]},
    "a chance, as of waiting": {
        "bounds": {"low": 1e-12, "high": 1, "highOpen": True},
        "value": [0.1, 0.1, 0.1],
    },
    "a factor above one": {"bounds": {"low": 1, "lowOpen": True, "high": 1e30}, "value": [1.1, 1.2, 1.4]},
    "an amount": {"bounds": {"low": 0, "lowOpen": True, "high": 1e30}, "value": [1e9, 2e9, 3e9]},
    "a count": {"bounds": {"low": 1, "high": 7, "isWhole": True}, "value": [1, 2, 3]},
    "a bound of many digits": {"bounds": {"low": 0, "high": 1.2345}, "value": [0.6, 1, 1.2]},
    "years, also past": {"bounds": {"low": -50, "high": 50}, "value": [-40, 3, 45]},
    "anything": {"bounds": {}, "value": [-1, 0, 1]},
}


def _values(entry: dict[str, Any], shape: str) -> list[tuple[float, bool]]:
    """Return the values at all places of a slider, each with whether the input may take it."""
    return printed(  # type: ignore[no-any-return]
        SCALE.read_text(encoding="utf-8").replace("export function", "function")
        + f"\nconst entry = {json.dumps({**entry, 'spread': {'shape': shape}})};"
        + "\nconst { at } = scale(entry);"
        + "\nconst values = Array.from({ length: 401 }, (_, n) =>"
        + " rounded(at(n / 400), entry.bounds, at((n + 1) / 400) - at(n / 400)));"
        + "\nconsole.log(JSON.stringify(values.map((value) => [value, holds(value, entry.bounds)])));"
    )


@pytest.mark.parametrize("name", INPUTS)
def test_all_that_a_slider_reaches_is_allowed(name: str) -> None:
    entry = INPUTS[name]
    low, _, high = entry["value"]
    for shape in ("lognormal", "point") if low == high else ("lognormal",):
        values = _values(entry, shape)
        assert [value for value, is_allowed in values if not is_allowed] == []
        assert [value for value, _ in values] == sorted(value for value, _ in values)
        assert values[0][0] <= low <= high <= values[-1][0]
        assert values[0][0] < values[-1][0]


@pytest.mark.parametrize(
    ("bounds", "low", "high"),
    [
        ({"low": 0, "lowOpen": True}, 1.005, 1.02),
        ({"low": 0, "lowOpen": True}, 300e9, 301e9),
        (OPEN_SHARE, 0.499, 0.501),
        (OPEN_SHARE, 0.9995, 0.9999),
        ({}, 2027.5, 2028.5),
        ({}, -1.02, -1.005),
        ({}, 2, 5),
    ],
)
def test_a_seventh_of_the_places_and_more_are_values_within_the_interval(
    bounds: dict[str, Any], low: float, high: float
) -> None:
    values = _values({"bounds": bounds, "value": [low, (low + high) / 2, high]}, "lognormal")
    assert len({value for value, _ in values if low <= value <= high}) >= 400 // 7


def test_a_value_has_three_digits_where_these_tell_places_apart() -> None:
    values = _values({"bounds": {}, "value": [2, 3, 5]}, "lognormal")
    assert [value for value, _ in values if value != float(f"{value:.3g}")] == []

"""What holds for every calculator: its declaration is sound, its default point and intervals can be computed."""

import math
import random
import re
from typing import Any

import numpy as np
import pytest

from teleo.calculators import CALCULATORS, HUGE, Calculator, Input, InputError, Kind, ResultError
from tests.calculators.points import points

EVERY = pytest.mark.parametrize("subject", CALCULATORS.values(), ids=lambda each: each.name)
NUMBERS = [(each, entry) for each in CALCULATORS.values() for entry in each.inputs if entry.is_number]


def defaults(subject: Calculator) -> dict[str, Any]:
    return {entry.name: entry.default for entry in subject.inputs}


def values_of(result: dict[str, Any]) -> list[float]:
    flat: list[float] = []
    for value in result.values():
        flat += value if isinstance(value, tuple) else [value]
    return flat


@EVERY
def test_a_calculator_computes_a_finite_result_at_its_defaults(subject: Calculator) -> None:
    result = subject.run(defaults(subject))
    assert list(result) == [output.name for output in subject.outputs]
    assert all(isinstance(value, float) and math.isfinite(value) for value in values_of(result))


@EVERY
def test_a_docstring_gives_formula_range_source_and_limits(subject: Calculator) -> None:
    text = subject.function.__doc__ or ""
    for part in ("Formula:", "Range:", "Source:", "Limits:"):
        assert part in text


@EVERY
def test_a_declaration_is_complete(subject: Calculator) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z0-9_]+", subject.name)
    assert subject.literature
    assert subject.limits
    assert not subject.purpose.endswith(".")
    for entry in subject.inputs:
        assert entry.default is not None
        assert entry.purpose
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", entry.name)


@EVERY
def test_the_inputs_are_the_arguments_of_the_function_in_order(subject: Calculator) -> None:
    code = subject.function.__code__
    assert code.co_argcount == len(subject.inputs)


@pytest.mark.parametrize(("subject", "entry"), NUMBERS, ids=lambda each: each.name)
def test_a_plausible_interval_lies_in_the_range_and_around_the_default(
    subject: Calculator, entry: Input
) -> None:
    assert isinstance(entry.default, float | int)
    low, high = entry.interval or (entry.default, entry.default)
    assert entry.low <= low <= entry.default <= high <= entry.high
    assert math.isfinite(entry.low)
    assert entry.high <= HUGE


@EVERY
def test_draws_from_the_plausible_intervals_are_accepted(subject: Calculator) -> None:
    source = random.Random(subject.name)
    for _ in range(200):
        point = defaults(subject)
        for entry in subject.inputs:
            if entry.interval is not None:
                value = source.uniform(*entry.interval)
                point[entry.name] = float(round(value)) if entry.kind is Kind.INTEGER else value
        subject.run(point)


@pytest.mark.parametrize(("subject", "entry"), NUMBERS, ids=lambda each: each.name)
def test_the_ends_of_a_range_give_a_finite_result_or_a_named_refusal(
    subject: Calculator, entry: Input
) -> None:
    if subject.family == "queue" and entry.name != "max_wait_p":
        return  # the ends make a hundred thousand turns; tests/calculators/test_queue.py goes there once
    for end, is_open in ((entry.low, entry.low_open), (entry.high, entry.high_open)):
        point = {**defaults(subject), entry.name: end}
        if is_open:
            with pytest.raises(InputError) as caught:
                subject.run(point)
            assert caught.value.field == entry.name
            point[entry.name] = math.nextafter(end, float(entry.default or 0))
        try:
            result = subject.run(point)
        except (InputError, ResultError):
            continue
        assert all(map(math.isfinite, values_of(result)))


@pytest.mark.parametrize(("subject", "entry"), NUMBERS, ids=lambda each: each.name)
def test_what_is_no_finite_number_is_refused(subject: Calculator, entry: Input) -> None:
    for value in (math.nan, math.inf, -math.inf, True, "3", 1j, [1.0], 10**400):
        with pytest.raises(InputError) as caught:
            subject.run({**defaults(subject), entry.name: value})
        assert caught.value.field == entry.name
        assert caught.value.allowed == entry.allowed


@pytest.mark.parametrize(("subject", "entry"), NUMBERS, ids=lambda each: each.name)
def test_a_value_below_the_range_is_refused_by_name_value_and_range(
    subject: Calculator, entry: Input
) -> None:
    below = entry.low - max(1.0, abs(entry.low))
    with pytest.raises(
        InputError, match=re.escape(f"{entry.name} is {below:.12g}; allowed: {entry.allowed}")
    ):
        subject.run({**defaults(subject), entry.name: below})


@EVERY
def test_arrays_give_what_floats_give_one_by_one(subject: Calculator) -> None:
    singles = [(point, _attempt(subject, point)) for point in points(subject, 60)]
    good = [(point, result) for point, result in singles if result is not None]
    if any(not entry.is_number and entry.kind is not Kind.CHOICE for entry in subject.inputs):
        return  # records are sampled leaf by leaf, see tests/calculators/test_stack.py
    arrays = {entry.name: np.array([point[entry.name] for point, _ in good]) for entry in subject.inputs}
    result = subject.run(arrays)
    for name, column in result.items():
        assert column.shape == (len(good),)
        np.testing.assert_allclose(column, [single[name] for _, single in good], rtol=1e-12, atol=1e-14)


def _attempt(subject: Calculator, point: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return subject.run(point)
    except (InputError, ResultError):
        return None

"""The dispatch module and the trace: loops, choices, hashes, and what cannot be traced."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.calculators import CALCULATORS, Calculator, Input, Kind, Output, TraceError
from teleo.calculators.ops import (
    Value,
    choose,
    each,
    expm1_over,
    iterate,
    log,
    log1p_over,
    logistic,
    logit,
    maximum,
    minimum,
    product,
    where,
)

NUMBER = Input("a", "x", "a number", low=0.0, high=10.0, low_open=True)
OTHER = Input("b", "x", "another", low=0.0, high=10.0, low_open=True)


def made(function: object, *inputs: Input) -> Calculator:
    assert callable(function)
    return Calculator(
        "test.made", "A test", inputs or (NUMBER, OTHER), (Output("y", "x", "it"),), function, (), ()
    )


def test_a_renamed_local_keeps_the_version() -> None:
    def first(a: Value, b: Value) -> Value:
        total = a + b
        return total * log(total)

    def second(a: Value, b: Value) -> Value:
        whatever = a + b
        return whatever * log(whatever)

    assert made(first).version == made(second).version


def test_a_changed_sign_changes_the_version() -> None:
    assert made(lambda a, b: a + b).version != made(lambda a, b: a - b).version


def test_a_constant_a_unit_a_range_and_a_default_each_change_the_version() -> None:
    base = made(lambda a: a * 2.0, NUMBER)
    changed = [
        made(lambda a: a * 3.0, NUMBER),
        made(lambda a: a * 2.0, Input("a", "s", "a number", low=0.0, high=10.0, low_open=True)),
        made(lambda a: a * 2.0, Input("a", "x", "a number", low=0.0, high=10.0)),
        made(lambda a: a * 2.0, Input("a", "x", "a number", low=0.0, high=10.0, low_open=True, default=1.0)),
    ]
    assert len({base.version, *(each.version for each in changed)}) == 5


def test_a_reworded_purpose_keeps_the_version() -> None:
    reworded = Input("a", "x", "some number", low=0.0, high=10.0, low_open=True, source="elsewhere")
    assert made(lambda a: a, NUMBER).version == made(lambda a: a, reworded).version


def test_loops_that_differ_in_their_step_or_count_differ_in_version() -> None:
    looping = (
        made(lambda a: iterate(3, lambda _turn, x: 0.5 * x + a, 1.0), NUMBER),
        made(lambda a: iterate(4, lambda _turn, x: 0.5 * x + a, 1.0), NUMBER),
        made(lambda a: iterate(3, lambda _turn, x: 0.25 * x + a, 1.0), NUMBER),
    )
    assert len({each.version for each in looping}) == 3


def test_all_versions_are_twelve_hex_digits_and_differ() -> None:
    versions = [each.version for each in CALCULATORS.values()]
    assert all(len(version) == 12 and int(version, 16) >= 0 for version in versions)
    assert len(set(versions)) == len(versions)


def test_a_branch_on_an_input_cannot_be_traced() -> None:
    with pytest.raises(TraceError, match="use ops.where"):
        made(lambda a, b: a if a < b else b).trace()


@pytest.mark.parametrize("function", [lambda a: float(a), lambda a: list(a), lambda a: a + None])
def test_what_leaves_arithmetic_cannot_be_traced(function: object) -> None:
    with pytest.raises(TraceError):
        made(function, NUMBER).trace()


def test_another_number_of_outputs_than_declared_cannot_be_traced() -> None:
    with pytest.raises(TraceError, match="declares 1 outputs and its function returns 2"):
        made(lambda a, b: (a, b)).trace()


def test_iterate_runs_each_element_as_often_as_its_count_says() -> None:
    counts = np.array([0.0, 1.0, 5.0])
    assert iterate(counts, lambda _turn, x: x * 2.0, 1.0).tolist() == [1.0, 2.0, 32.0]


def test_iterate_counts_turns_from_one() -> None:
    assert iterate(5, lambda turn, total: total + turn, 0.0) == 15


def test_iterate_stops_each_element_where_its_condition_holds() -> None:
    limit = np.array([3.0, 100.0, 0.5])
    found = iterate(20, lambda _turn, x: x * 2.0, 1.0, until=lambda x: x >= limit)
    assert found.tolist() == [4.0, 128.0, 1.0]


@given(st.lists(st.tuples(st.floats(1.0, 90.0), st.integers(0, 12)), min_size=1, max_size=12))
def test_elements_that_end_early_are_what_they_would_be_alone(elements: list[tuple[float, int]]) -> None:
    def step(turn: float, total: float, limit: float) -> float:
        return total * 1.7 + turn / limit

    def is_past(total: float, limit: float) -> bool:
        return total > limit

    limits, counts = (np.array(column, dtype=float) for column in zip(*elements, strict=True))
    found = iterate(counts, step, 1.0, until=is_past, given=(limits,))
    alone = [iterate(count, step, 1.0, until=is_past, given=(limit,)) for limit, count in elements]
    assert found.tolist() == alone


def test_iterate_leaves_plain_numbers_plain() -> None:
    assert iterate(3, lambda _turn, x, y: (y, x + y), 0.0, 1.0) == (2.0, 3.0)


def test_choices_may_be_an_array_of_names() -> None:
    assert choose(np.array(["b", "a"]), {"a": 1.0, "b": 2.0}).tolist() == [2.0, 1.0]


def test_minimum_and_maximum_agree_on_floats_and_arrays() -> None:
    assert maximum(1.0, 2.0) == maximum(np.array([1.0]), 2.0)[0] == 2.0
    assert minimum(1.0, 2.0) == minimum(1.0, np.array([2.0]))[0] == 1.0


def test_where_takes_elements_from_either_side() -> None:
    values = np.array([1.0, -1.0])
    assert where(values > 0, values, 0.0).tolist() == [1.0, 0.0]


def test_a_logistic_neither_overflows_nor_leaves_its_range() -> None:
    assert logistic(-1e4) == 0.0
    assert logistic(1e4) == 1.0
    assert logit(logistic(3.5)) == pytest.approx(3.5)


def test_ratios_are_one_at_zero_and_smooth_beside_it() -> None:
    assert expm1_over(0.0) == log1p_over(0.0) == 1.0
    assert expm1_over(1e-12) == pytest.approx(1.0, rel=1e-11)
    assert log1p_over(-1e-12) == pytest.approx(1.0, rel=1e-11)
    assert expm1_over(np.array([0.0, 1.0])).tolist() == pytest.approx([1.0, np.e - 1])


def test_lists_are_multiplied_and_mapped_in_order() -> None:
    items = ({"f": 2.0}, {"f": 5.0})
    assert product(items, lambda item: item["f"]) == 10.0
    assert each(items, lambda item: item["f"] + 1) == (3.0, 6.0)


def test_an_integer_with_a_fraction_is_refused_in_an_array_too() -> None:
    subject = made(lambda a: a, Input("a", "x", "a count", low=1.0, high=9.0, kind=Kind.INTEGER))
    with pytest.raises(Exception, match="a is 1.5; allowed: a whole number, at least 1 and at most 9"):
        subject.run({"a": np.array([1.0, 1.5])})

"""Erlang C: known values, laws, and what is unstable."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.calculators import InputError, calculator


def value(name: str, output: str, **inputs: float) -> float:
    return float(calculator(name).run(inputs)[output])


def direct(load: float, servers: int) -> float:
    """Erlang C by its sum, as textbooks print it."""
    waiting = load**servers / math.factorial(servers) * servers / (servers - load)
    return waiting / (sum(load**k / math.factorial(k) for k in range(servers)) + waiting)


@given(servers=st.integers(1, 60), part=st.floats(0.01, 0.99))
def test_the_recursion_gives_the_sum_of_the_textbook(servers: int, part: float) -> None:
    load = part * servers
    found = value("queue.erlang_c", "probability", load=load, servers=servers)
    assert found == pytest.approx(direct(load, servers), rel=1e-9)


@given(load=st.floats(0.01, 0.99))
def test_one_server_makes_wait_with_a_probability_of_its_load(load: float) -> None:
    assert value("queue.erlang_c", "probability", load=load, servers=1) == pytest.approx(load)


@given(load=st.floats(0.1, 40), extra=st.integers(1, 40))
def test_a_server_more_makes_fewer_wait(load: float, extra: int) -> None:
    servers = math.floor(load) + extra
    fewer = value("queue.erlang_c", "probability", load=load, servers=servers + 1)
    assert fewer < value("queue.erlang_c", "probability", load=load, servers=servers)


@pytest.mark.parametrize(("load", "each"), [(10, 1.60), (100, 1.15), (1e3, 1.046), (1e4, 1.014)])
def test_servers_for_each_unit_of_load_fall_with_scale(load: float, each: float) -> None:
    assert value("queue.servers", "servers", load=load, max_wait_p=0.1) / load == pytest.approx(
        each, abs=0.0006
    )


@given(load=st.floats(0.05, 200), chance=st.floats(1e-6, 0.9))
def test_the_servers_found_are_enough_and_one_fewer_is_not(load: float, chance: float) -> None:
    servers = value("queue.servers", "servers", load=load, max_wait_p=chance)
    assert value("queue.erlang_c", "probability", load=load, servers=servers) <= chance * (1 + 1e-12)
    if servers - 1 > load:
        assert value("queue.erlang_c", "probability", load=load, servers=servers - 1) > chance * (1 - 1e-12)


@pytest.mark.parametrize(
    ("load", "chance"), [(1e-9, 1e-12), (0.5, 1e-12), (50, 1e-12), (1e5, 1e-12), (1e5, 0.999)]
)
def test_the_search_ends_with_enough_servers_at_the_ends_of_its_range(load: float, chance: float) -> None:
    servers = value("queue.servers", "servers", load=load, max_wait_p=chance)
    assert value("queue.erlang_c", "probability", load=load, servers=servers) <= chance * (1 + 1e-9)


def test_many_loads_at_once_need_what_each_needs_alone() -> None:
    loads, chances = np.array([0.3, 7.0, 7.0, 950.0, 40.5]), np.array([0.5, 0.01, 0.2, 0.1, 1e-6])
    found = calculator("queue.servers").run({"load": loads, "max_wait_p": chances})["servers"]
    alone = [
        value("queue.servers", "servers", load=load, max_wait_p=chance)
        for load, chance in zip(loads.tolist(), chances.tolist(), strict=True)
    ]
    assert found.tolist() == alone


def test_waiting_time_and_queue_length_obey_littles_law() -> None:
    # arrivals a second = load / service
    wait = value("queue.wait", "wait", load=8, servers=10, service=2.5)
    assert value("queue.length", "length", load=8, servers=10) == pytest.approx(wait * 8 / 2.5)


def test_a_fleet_for_the_peak_is_idle_in_proportion() -> None:
    found = calculator("queue.fleet").run({"mean_load": 40, "peak_to_mean": 2.5, "target": 0.1})
    assert found["servers"] == value("queue.servers", "servers", load=100, max_wait_p=0.1)
    assert found["utilisation"] == pytest.approx(40 / found["servers"])


@pytest.mark.parametrize(("load", "servers"), [(3, 3), (3.5, 3)])
@pytest.mark.parametrize("name", ["queue.erlang_c", "queue.wait", "queue.length"])
def test_a_queue_with_no_more_servers_than_load_is_unstable(name: str, load: float, servers: float) -> None:
    with pytest.raises(InputError, match="unstable") as caught:
        calculator(name).run(
            {"load": load, "servers": servers} | ({"service": 1.0} if "wait" in name else {})
        )
    assert caught.value.field == "load"


def test_part_of_a_server_is_refused() -> None:
    with pytest.raises(InputError, match="servers is 2.5; allowed: a whole number"):
        value("queue.erlang_c", "probability", load=1, servers=2.5)

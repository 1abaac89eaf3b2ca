"""Python against Node: the same numbers and the same complaints, at 2,000 points of every calculator."""

import json
import math
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from teleo.calculators import CALCULATORS, PRELUDE, Calculator, InputError, ResultError, calculator
from tests.calculators.node import program
from tests.calculators.points import ends, points

COUNT = 2000
RELATIVE = 1e-12
ABSOLUTE = 1e-14
"""Floor for fractions, which are differences from 1; amounts, however small, must agree in proportion."""

RUNNER = """
const complaint = (error) => ({ error: error.name, field: error.field, allowed: error.allowed });
const attempt = (run, point) => { try { return run(point); } catch (error) { return complaint(error); } };
const tasks = JSON.parse(require("fs").readFileSync(0, "utf8"));
const results = tasks.map(([name, points]) => points.map((point) => attempt(calculators[name], point)));
process.stdout.write(JSON.stringify(results));
"""


def node(folder: Path, tasks: list[tuple[str, list[dict[str, Any]]]]) -> list[list[dict[str, Any]]]:
    """Return what the emitted functions give for each task's points."""
    functions = ",\n".join(f'"{name}": {calculator(name).javascript()}' for name, _ in tasks)
    script = folder / "calculators.js"
    script.write_text(f'"use strict";\n{PRELUDE}\nconst calculators = {{\n{functions}\n}};\n{RUNNER}')
    done = subprocess.run(
        [program(), str(script)], input=json.dumps(tasks), capture_output=True, text=True, check=True
    )
    return list(json.loads(done.stdout))


def python(subject: Calculator, point: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return subject.run(point)
    except InputError as error:
        return {"error": "InputError", "field": error.field, "allowed": error.allowed}
    except ResultError:
        return {"error": "ResultError"}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    tasks = [(name, points(each, COUNT)) for name, each in CALCULATORS.items()]
    results = node(tmp_path_factory.mktemp("node"), tasks)
    return {name: result for (name, _), result in zip(tasks, results, strict=True)}


def same(left: Any, right: Any, floor: float) -> bool:
    if isinstance(left, float) and isinstance(right, (int, float)):
        return math.isclose(left, right, rel_tol=RELATIVE, abs_tol=floor)
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(same, left, right, [floor] * len(left)))
    return bool(left == right)


def count_same(subject: Calculator, given: list[dict[str, Any]], answers: list[dict[str, Any]]) -> int:
    """Return at how many points both give numbers, once all their outputs and complaints are the same."""
    floors = {output.name: ABSOLUTE if output.unit == "fraction" else 0.0 for output in subject.outputs}
    valid = 0
    for point, answer in zip(given, answers, strict=True):
        expected = python(subject, point)
        assert expected.keys() <= answer.keys(), (point, expected, answer)
        for key, value in expected.items():
            assert same(value, answer[key], floors.get(key, 0.0)), (
                subject.name,
                point,
                key,
                value,
                answer[key],
            )
        valid += "error" not in expected
    return valid


@pytest.mark.parametrize("name", CALCULATORS)
def test_node_computes_what_python_computes(name: str, answers: dict[str, list[dict[str, Any]]]) -> None:
    assert count_same(CALCULATORS[name], points(CALCULATORS[name], COUNT), answers[name]) > COUNT / 4


def test_node_computes_what_python_computes_at_the_ends_of_every_range(tmp_path: Path) -> None:
    tasks = [(name, ends(each)) for name, each in CALCULATORS.items()]
    for (name, given), found in zip(tasks, node(tmp_path, tasks), strict=True):
        assert count_same(CALCULATORS[name], given, found) > len(given) / 3, name


def test_node_refuses_what_python_refuses(tmp_path: Path) -> None:
    bad: list[tuple[str, list[dict[str, Any]]]] = [
        ("shift.share_at", [{"share0": 1, "growth_ratio": 2, "years": 1}, {"growth_ratio": 2, "years": 1}]),
        ("shift.share_at", [{"share0": "0.5", "growth_ratio": 2, "years": 1}]),
        ("shift.years_to_share", [{"share0": 0.3, "share1": 0.7, "growth_ratio": 1}]),
        ("takeoff.blowup", [{"r": 1}, {"r": 0}]),
        ("queue.erlang_c", [{"load": 3, "servers": 3}, {"load": 1, "servers": 1.5}]),
        ("scaling.loss", [{"params": 1e9, "tokens": 1e10, "fit": "kaplan"}]),
    ]
    for (name, given), found in zip(bad, node(tmp_path, bad), strict=True):
        for point, answer in zip(given, found, strict=True):
            expected = python(calculator(name), point)
            assert expected["error"] == answer["error"] == "InputError"
            assert expected["field"] == answer["field"]
            assert expected["allowed"] == answer["allowed"]


def test_node_refuses_mechanisms_that_share_a_resource(tmp_path: Path) -> None:
    baseline = {"weights": 1, "kv": 1}
    sharing = [{"name": "a", "kv": 2}, {"name": "b", "kv": 3}]
    ordered = [{"name": "a", "kv": 2, "order": 1}, {"name": "b", "kv": 3, "order": 2}]
    given = [{"baseline": baseline, "mechanisms": each} for each in (sharing, ordered, [])]
    refused, found, empty = node(tmp_path, [("stack.combined", given)])[0]
    assert refused["error"] == "OverlapError"
    assert found["speedup"] == pytest.approx(2 / (1 + 1 / 6))
    assert empty["error"] == "InputError"


def test_inputs_left_out_take_the_same_values_in_node(tmp_path: Path) -> None:
    given = {"bits_from": 16, "bits_to": 3}
    (answer,) = node(tmp_path, [("quant.compression", [given])])[0]
    assert answer == calculator("quant.compression").run(given)

"""Every published value is reproduced, or reported as not reproduced where the publication errs."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.calculators.adapter import agrees, compute

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "reference_cases.yaml").read_text())[
    "cases"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_published_value_is_reproduced(case: dict[str, Any]) -> None:
    value = compute(case["quantity"], case["inputs"])
    assert agrees(case, value), (
        f"{case['quantity']} of {case['of']}: {value}, {case['check']} {case['expected']}"
    )


def test_no_two_cases_have_one_id() -> None:
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids))


def test_a_check_can_fail() -> None:
    assert not agrees({"check": "equal", "expected": 2.0, "tolerance_rel": 0.1}, 3.0)
    assert not agrees({"check": "disagrees", "expected": 2.0, "tolerance_rel": 0.1}, 2.1)
    assert not agrees({"check": "between", "expected": [1.0, 2.0]}, 2.5)
    assert not agrees({"check": "at_most", "expected": 1.0}, 1.5)

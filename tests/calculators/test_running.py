"""How a calculator is found, called and refused."""

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from teleo.calculators import (
    CALCULATORS,
    InputError,
    MissingInputError,
    ResultError,
    UnitError,
    UnknownCalculatorError,
    UnknownInputError,
    calculator,
)


def test_a_misspelt_name_is_answered_with_the_closest() -> None:
    with pytest.raises(
        UnknownCalculatorError, match=r"'shift.years_to_shares'; did you mean shift.years_to_share"
    ):
        calculator("shift.years_to_shares")


def test_a_name_like_no_other_points_to_the_list() -> None:
    with pytest.raises(UnknownCalculatorError, match="see `teleo calc list`"):
        calculator("zzz")


def test_a_family_with_an_unknown_member_lists_the_family() -> None:
    with pytest.raises(UnknownCalculatorError) as caught:
        calculator("queue.xyzxyz")
    assert all(name.startswith("queue.") for name in caught.value.closest)
    assert caught.value.closest


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        CALCULATORS["x"] = CALCULATORS["growth.annual"]  # type: ignore[index]


def test_an_input_that_is_not_given_is_named() -> None:
    with pytest.raises(MissingInputError, match="years is missing; give it a value: above 0"):
        calculator("growth.annual").run({"factor": 10})


def test_a_missing_input_takes_its_default_only_when_asked() -> None:
    assert calculator("growth.annual").run({"factor": 1024}, defaults=True) == {
        "annual_factor": pytest.approx(2.0)
    }


def test_an_omitted_value_is_used_before_a_default() -> None:
    given = {"bits_from": 16, "bits_to": 4}
    subject = calculator("quant.compression")
    assert subject.input("scale_bits").default == 16
    assert subject.run(given) == subject.run(given, defaults=True) == {"factor": 4.0}


def test_an_input_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(UnknownInputError, match="no input 'growth'; the inputs are factor, years") as caught:
        calculator("growth.annual").run({"factor": 2, "years": 1, "growth": 3})
    assert caught.value.field == "growth"


def test_an_unknown_choice_is_refused_with_the_choices() -> None:
    with pytest.raises(
        InputError, match="fit is 'kaplan'; allowed: one of hoffmann-rounded, hoffmann-tex, sardana"
    ):
        calculator("scaling.loss").run({"params": 1e9, "tokens": 2e10, "fit": "kaplan"})


def test_the_first_offending_element_of_an_array_is_named() -> None:
    with pytest.raises(InputError, match="share0 is 1.5; allowed: above 0 and below 1"):
        calculator("shift.share_at").run(
            {"share0": np.array([0.5, 1.5, -2.0]), "growth_ratio": 2.0, "years": 1.0}
        )


def test_the_first_element_that_breaks_a_condition_is_named() -> None:
    with pytest.raises(InputError, match="growth_ratio is 1; allowed: any but 1"):
        calculator("shift.years_to_share").run(
            {"share0": 0.3, "share1": 0.7, "growth_ratio": np.array([2.0, 1.0, 3.0])}
        )


def test_arrays_of_two_shapes_are_refused() -> None:
    with pytest.raises(InputError, match="years is 'an array of shape"):
        calculator("growth.annual").run({"factor": np.array([2.0, 3.0]), "years": np.array([1.0, 2.0, 3.0])})


def test_an_array_of_text_is_refused() -> None:
    with pytest.raises(InputError, match="factor is"):
        calculator("growth.annual").run({"factor": np.array(["a", "b"]), "years": 1.0})


def test_an_output_that_no_array_reaches_has_the_common_shape_all_the_same() -> None:
    result = calculator("comm.expert_step").run(
        {
            "tokens": 32,
            "experts": 9,
            "hidden": 7000,
            "bytes": 3,
            "bandwidth": 50e9,
            "layers": np.array([1.0, 61.0]),
        }
    )
    assert result["exchange"].tolist() == pytest.approx([120.96e-6, 120.96e-6])


def test_inputs_in_range_that_overflow_together_are_refused() -> None:
    with pytest.raises(ResultError, match="growth.annual gives no finite annual_factor"):
        calculator("growth.annual").run({"factor": 1e30, "years": 0.001})
    with pytest.raises(ResultError):
        calculator("growth.annual").run({"factor": np.array([2.0, 1e30]), "years": 0.001})


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("flop", [0.5, np.array([0.5, 2.0])])
def test_a_condition_on_numbers_too_small_to_divide_by_is_broken(flop: Any) -> None:
    with pytest.raises(InputError, match="flop is 0.5; allowed: at most what the chips do"):
        calculator("train.mfu").run({"flop": flop, "gpu_hours": 5e-324, "peak_flops": 1e-12})


def test_a_long_value_is_cut_in_a_message() -> None:
    with pytest.raises(InputError) as caught:
        calculator("growth.annual").run({"factor": "9" * 1000, "years": 1})
    assert len(str(caught.value)) < 200


def test_a_unit_error_says_what_was_found_and_what_is_due() -> None:
    error = UnitError("memory", "second", "byte")
    assert str(error) == "memory is given in 'second'; write it in 'byte' or a unit that converts to it"


def test_a_caution_is_raised_beyond_a_thousand_tokens_for_each_parameter() -> None:
    subject = calculator("scaling.loss")
    assert subject.cautions_for({"params": 1e9, "tokens": 2e10, "fit": "besiroglu"}) == ()
    (caution,) = subject.cautions_for({"params": 1e9, "tokens": 2e12, "fit": "besiroglu"})
    assert caution.startswith("tokens should be at most 1,000 for each parameter")
    tokens = np.array([2e10, 2e12])
    assert subject.cautions_for({"params": 1e9, "tokens": tokens, "fit": "besiroglu"}) == (caution,)


def test_importing_the_calculators_imports_neither_numpy_nor_pint_nor_sympy() -> None:
    code = "import sys, teleo.calculators; print({'numpy', 'pint', 'sympy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"

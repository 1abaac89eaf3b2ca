"""Bits and bytes: quant and mem against values worked by hand."""

import pytest

from teleo.calculators import InputError, calculator


def value(name: str, **inputs: float) -> float:
    return float(next(iter(calculator(name).run(inputs).values())))


def test_sixteen_bits_in_three_are_five_and_a_third_times_smaller() -> None:
    assert value("quant.compression", bits_from=16, bits_to=3) == pytest.approx(16 / 3)


def test_the_scales_of_nvfp4_leave_less_than_half() -> None:
    # 4 bits and an 8-bit scale for each 16: 4.5 of 8
    assert value("quant.reduction", bits_from=8, bits_to=4, scale_bits=8, block=16) == pytest.approx(0.4375)


def test_405_billion_parameters_in_16_bits_are_810_gigabytes() -> None:
    assert value("mem.weights", params=405e9, bits=16, overhead=0) == 810e9


def test_24_gigabytes_hold_41_billion_parameters() -> None:
    assert value("mem.max_params", memory=24e9, bits=4.25, overhead=2e9) == pytest.approx(41.41e9, rel=1e-3)


def test_700_billion_parameters_in_16_bits_need_18_chips_of_80_gigabytes() -> None:
    assert value("mem.chips", params=700e9, bits=16, overhead=0, memory=80e9) == 18


def test_a_model_that_fills_more_than_the_memory_does_not_fit() -> None:
    assert value("mem.fits", params=70e9, bits=4.25, overhead=2e9, memory=24e9) > 1


def test_a_memory_that_the_overhead_fills_is_refused() -> None:
    with pytest.raises(InputError, match="memory is 2000000000; allowed: more than the overhead"):
        value("mem.max_params", memory=2e9, bits=4, overhead=2e9)


def test_a_block_is_a_whole_number() -> None:
    with pytest.raises(InputError, match="block is 1.5; allowed: a whole number, at least 1"):
        value("quant.compression", bits_from=16, bits_to=4, scale_bits=8, block=1.5)

"""The generated reference names every calculator with its inputs."""

from teleo.calculators import CALCULATORS
from teleo.calculators.page import reference_page


def test_every_calculator_and_input_is_on_the_page() -> None:
    page = reference_page()
    for name, calculator in CALCULATORS.items():
        assert f"\n### {name}\n" in page
        assert calculator.version in page
        for entry in calculator.inputs:
            assert f"| `{entry.name}` |" in page


def test_a_work_cited_from_memory_is_marked() -> None:
    assert "Amdahl 1967, Validity of the single processor approach (*unverified*)" in reference_page()


def test_the_page_is_the_same_from_run_to_run() -> None:
    assert reference_page() == reference_page()

import pytest

from teleo.site.mathematics import formula_alone, formula_in_text

SUM = "+".join("abcdefghijklmnopqrstuvwxyz")


def test_a_short_formula_stands_within_its_line() -> None:
    assert formula_in_text("E = mc^2").startswith('<math display="inline">')


@pytest.mark.parametrize(
    ("latex", "step"),
    [
        (SUM, 50),
        (rf"\frac{{{SUM}}}{{b}}", 50),
        (rf"\sqrt{{{SUM} + {SUM}}}", 100),
        (r"\text{the share of inference in the compute of the world}", 25),
        (r"\begin{pmatrix} a & bbbbbbbbbbbbbbbbbbb & c \\ aaaaaaaaaaaaaaaaaaa & b & c \end{pmatrix}", 32),
    ],
)
def test_a_formula_wider_than_a_phone_has_a_line_and_says_how_wide_it_is(latex: str, step: int) -> None:
    opening = f'class="formula w{step}" tabindex="0"><math display="block">'
    assert formula_in_text(latex).startswith(f"<span {opening}")
    assert formula_alone(latex, ' id="b-sum"').startswith(f'<div id="b-sum" {opening}')


def test_no_formula_is_wider_than_the_widest() -> None:
    assert 'class="formula w130"' in formula_alone("+".join("ab" * 200))


def test_what_cannot_be_set_is_code_within_its_line() -> None:
    assert formula_in_text("{" * 90) == f"<code>{'{' * 90}</code>"


def test_tables_within_tables_are_set_in_the_time_of_their_text() -> None:
    nested = r"\begin{matrix}" * 30 + "a" + r"\end{matrix}" * 30
    assert "<math" in formula_alone(nested)


@pytest.mark.parametrize("sign", [r"\sqrt", r"\hat", r"\bar"])
def test_signs_within_each_other_are_set_to_a_depth_that_can_be_written(sign: str) -> None:
    assert "<math" in formula_alone(sign * 100 + " x")
    deepest = sign * (1_990 // len(sign)) + " x"
    assert formula_alone(deepest) == f'<div class="formula" tabindex="0"><code>{deepest}</code></div>'

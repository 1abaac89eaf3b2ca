"""A vault may set the site's colours and fonts, and nothing else."""

import pytest

from teleo.site.theme import ThemeError, theme_css


@pytest.mark.parametrize(
    "value",
    ["#0a5a6e", "rgb(10 90 110 / 50%)", '"Source Serif", Georgia, serif', "1.1rem", "calc(1px + 2px)"],
)
def test_a_plain_value_sets_a_property(value: str) -> None:
    assert theme_css({"accent": value}) == f":root:root {{\n  --accent: {value};\n}}\n"


@pytest.mark.parametrize(
    "value",
    [
        "red; }",
        "url(x)",
        "rgb(1 2 3",
        "rgb(1 2 3))",
        ")(",
        '"Georgia',
        "Georgia'",
        '"a\' , \'b" "',
        "a{b",
        "",
        "\\61",
    ],
)
def test_a_value_that_could_do_more_is_refused(value: str) -> None:
    with pytest.raises(ThemeError, match="accent"):
        theme_css({"accent": value})

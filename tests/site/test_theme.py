"""A vault may set the site's colours and fonts, and nothing else."""

import pytest

from teleo.site.theme import ThemeError, UnknownPropertyError, theme_css


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


def test_a_property_that_the_site_does_not_have_is_refused_with_the_nearest() -> None:
    with pytest.raises(
        UnknownPropertyError, match=r"unknown key 'site\.theme\.papers'; did you mean 'paper'\?"
    ):
        theme_css({"papers": "#fafafa"})


def test_a_property_may_be_named_with_its_dashes() -> None:
    assert theme_css({"--paper": "#fafafa"}) == ":root:root {\n  --paper: #fafafa;\n}\n"

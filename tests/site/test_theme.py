"""A vault may set the site's colours and fonts."""

import re

from teleo.allowed import PROPERTIES
from teleo.resources import bundled
from teleo.site.theme import theme_css


def test_each_value_sets_a_property() -> None:
    sheet = ":root:root {\n  --accent: #0a5a6e;\n  --paper: rgb(10 90 110 / 50%);\n}\n"
    assert theme_css({"paper": "rgb(10 90 110 / 50%)", "accent": "#0a5a6e"}) == sheet


def test_the_properties_that_settings_may_name_are_those_of_the_sites_style() -> None:
    style = (bundled("site") / "static" / "teleo.css").read_text(encoding="utf-8")
    assert set(PROPERTIES) == set(re.findall(r"--([a-z][a-z0-9_-]*):", style))

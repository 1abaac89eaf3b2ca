"""The colours of the site: enough contrast in both dresses, one for each rating and relation."""

import re

import pytest

from teleo.model import Relation
from teleo.resources import bundled
from teleo.site.wording import RATINGS

CSS = (bundled("site") / "static" / "teleo.css").read_text(encoding="utf-8")
GROUNDS = ("paper", "sheet", "well")
TONES = (*RATINGS, *(relation.value for relation in Relation), "good", "fair", "bad", "accent", "ink", "soft")
AA_TEXT = 4.5


def _dress(start: str) -> dict[str, tuple[int, int, int]]:
    block = CSS[CSS.index(start) :]
    block = block[block.index("{", block.index(":root")) : block.index("}")]
    found = re.findall(r"--([\w-]+): #([0-9a-f]{6});", block)
    return {name: (int(value[:2], 16), int(value[2:4], 16), int(value[4:], 16)) for name, value in found}


def _luminance(colour: tuple[int, int, int]) -> float:
    """Return the relative luminance that WCAG 2 defines."""
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


LIGHT = _dress(":root {")
DARK = _dress("@media screen and (prefers-color-scheme: dark)")


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert _contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert _contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("dress", [LIGHT, DARK], ids=["light", "dark"])
def test_every_tone_is_legible_on_every_ground(dress: dict[str, tuple[int, int, int]]) -> None:
    poor = {
        (tone, ground): round(_contrast(dress[tone], dress[ground]), 2)
        for tone in TONES
        for ground in GROUNDS
        if _contrast(dress[tone], dress[ground]) < AA_TEXT
    }
    assert not poor


@pytest.mark.parametrize("dress", [LIGHT, DARK], ids=["light", "dark"])
def test_marked_and_chosen_words_are_legible(dress: dict[str, tuple[int, int, int]]) -> None:
    assert _contrast(dress["ink"], dress["mark"]) >= AA_TEXT
    assert _contrast(dress["ink"], dress["accent-soft"]) >= AA_TEXT


def test_the_dark_dress_is_the_same_by_choice_as_by_system() -> None:
    assert _dress(':root[data-theme="dark"]') == DARK


def test_who_asks_for_more_contrast_gets_it() -> None:
    asked = CSS[CSS.index("@media screen and (prefers-contrast: more)") :]
    light, dark = asked[asked.index(":root {") :], asked[asked.index(':root[data-theme="dark"] {') :]
    for block, dress in ((light, LIGHT), (dark, DARK)):
        found = dict(re.findall(r"--(soft|rule): #([0-9a-f]{6});", block[: block.index("}")]))
        soft, rule = (
            (int(value[:2], 16), int(value[2:4], 16), int(value[4:], 16))
            for value in (found["soft"], found["rule"])
        )
        for ground in GROUNDS:
            assert _contrast(soft, dress[ground]) >= 10
            assert _contrast(rule, dress[ground]) >= 3
    by_system = asked[asked.index("(prefers-color-scheme: dark)") :]
    assert by_system[by_system.index(":root") :].split("{")[1].split("}")[0] in dark


def test_every_relation_has_a_colour_a_dash_and_a_shape() -> None:
    sprite = (bundled("site") / "templates" / "sprite.svg").read_text(encoding="utf-8")
    for relation in Relation:
        assert re.search(rf"\.{relation}\b[^{{]*\{{ --tone: var\(--{relation}\); --dash: ", CSS), relation
        assert f'id="t-{relation}"' in sprite
    assert {f'id="g-{rating}"' in sprite for rating in RATINGS} == {True}


def test_no_fieldset_is_a_grid_since_webkit_puts_its_legend_outside() -> None:
    # There the choices stood in the column that was meant for the legend, one word below the other.
    laid = re.findall(r"fieldset \{[^}]*display:\s*(\w+)", CSS)
    assert not {"grid", "flex", "inline-grid", "inline-flex"}.intersection(laid)

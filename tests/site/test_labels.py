"""Labels on a map: short lines of whole words, in Python as in the page."""

import json
from math import isnan
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from playwright.sync_api import Browser, expect

from teleo.pipeline import survey
from teleo.resources import bundled
from teleo.site.labels import beginning, label_lines
from teleo.site.picture_labels import shortened
from tests.quantities.node import printed
from tests.site.vaults import build, claim, write_vault
from tests.site.waiting import until

SOURCES = bundled("site") / "src"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Oaks", ("Oaks",)),
        ("Oaks outlive birches", ("Oaks outlive", "birches")),
        (
            "AI displacement hits young workers first because a 14 percent drop came",
            ("AI displacement", "hits young workers", "first because a…"),
        ),
        (
            "A price of seventy percent or so, as is said",
            ("A price of seventy", "percent or so, as", "is said"),
        ),
        (
            "One two three four five six seven eight, ten",
            ("One two three four", "five six seven", "eight, ten"),
        ),
        ("Antidisestablishmentarianism wins", ("Antidisestablishme…", "wins")),
        ("樹木は長く生きる。根が深い", ("樹木は長く生きる。", "根が深い")),
        ("GPU の財布 " + "木" * 30, ("GPU の財布 木木木", "木" * 9, "木" * 8 + "…")),
    ],
)
def test_a_label_is_cut_after_a_word(title: str, lines: tuple[str, ...]) -> None:
    assert label_lines(title) == lines


def test_no_label_of_the_bundled_vault_is_cut_inside_a_word() -> None:
    for note in survey(bundled("vault")).vault.notes:
        words = note.title.split()
        shown = " ".join(label_lines(note.title)).replace("…", "").split()
        for word, one in zip(words, shown, strict=False):
            assert one.rstrip(",;:") == word.rstrip(",;:") or (len(word) > 16 and word.startswith(one))


@given(st.text("ab日語，🌲 ", max_size=90))
def test_no_line_of_wide_letters_is_longer_than_one_of_others(title: str) -> None:
    for line in label_lines(title):
        assert sum(2 if letter >= "\u2e80" else 1 for letter in line) <= 20


@given(st.text("ab ,", max_size=60), st.integers(1, 30))
def test_a_beginning_fits_and_ends_where_a_word_ends(text: str, most: int) -> None:
    text = text.strip(" ,")
    found = beginning(text, most)
    assert len(found) <= most
    assert text.startswith(found)
    rest = text[len(found) :]
    assert not rest or rest[0] in " ," or " " not in found


@settings(max_examples=20)
@given(st.lists(st.text("abcé日語，🌲 ,;:", max_size=90), min_size=1, max_size=100))
def test_the_page_cuts_labels_as_the_build_does(titles: list[str]) -> None:
    code = "".join((SOURCES / name).read_text(encoding="utf-8") for name in ("labels.js", "neighbourhood.js"))
    code = code.replace("export ", "").replace('import { beginning } from "./labels.js";', "")
    wanted = "(title) => [labelLines(title), shortened(title, 26)]"
    found = printed(f"{code}\nconsole.log(JSON.stringify({json.dumps(titles)}.map({wanted})));")
    assert found == [[list(label_lines(title)), shortened(title, 26)] for title in titles]


@pytest.mark.browser
def test_the_title_of_a_chosen_note_stays_in_sight_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    titles = ("Twenty-four gigabytes hold forty billion parameters of four bits each", "Oaks outlive birches")
    build(write_vault(tmp_path / "v", {f"{title}.md": claim(title) for title in titles}), tmp_path / "site")
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(
        "self.boxes = []; const draw = CanvasRenderingContext2D.prototype.roundRect;"
        "CanvasRenderingContext2D.prototype.roundRect = function (x, y, width, height, radius) {"
        "  self.boxes.push([x, x + width]); return draw.call(this, x, y, width, height, radius); };"
    )
    page.goto((tmp_path / "site/graph/index.html").as_uri())
    page.locator("#find").focus()
    expect(page.locator(".stage.live")).to_be_visible()
    for title in titles:
        page.locator("#find").fill(title)
        expect(page.locator(".stage .said a")).to_have_text(title)
    until(page, "self.boxes.some(([left]) => !isNaN(left))")
    page.wait_for_timeout(300)
    width = page.locator("#stage").evaluate("(stage) => stage.clientWidth")
    # A box drawn before the plane is measured has no place, and shows nothing.
    boxes = [box for box in page.evaluate("self.boxes") if not any(map(isnan, box))]
    assert boxes
    assert all(left >= 0 and right <= width for left, right in boxes), (boxes, width)
    page.close()

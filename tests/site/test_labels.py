"""Labels on a map: short lines of whole words, in Python as in the page."""

import json

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from teleo.pipeline import survey
from teleo.resources import bundled
from teleo.site.labels import beginning, label_lines
from teleo.site.picture_labels import shortened
from tests.quantities.node import printed

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


@given(st.text("ab ,", max_size=60), st.integers(1, 30))
def test_a_beginning_fits_and_ends_where_a_word_ends(text: str, most: int) -> None:
    text = text.strip(" ,")
    found = beginning(text, most)
    assert len(found) <= most
    assert text.startswith(found)
    rest = text[len(found) :]
    assert not rest or rest[0] in " ," or " " not in found


@settings(max_examples=20)
@given(st.lists(st.text("abcé日 ,;:", max_size=90), min_size=1, max_size=100))
def test_the_page_cuts_labels_as_the_build_does(titles: list[str]) -> None:
    code = "".join((SOURCES / name).read_text(encoding="utf-8") for name in ("labels.js", "neighbourhood.js"))
    code = code.replace("export ", "").replace('import { beginning } from "./labels.js";', "")
    wanted = "(title) => [labelLines(title), shortened(title, 26)]"
    found = printed(f"{code}\nconsole.log(JSON.stringify({json.dumps(titles)}.map({wanted})));")
    assert found == [[list(label_lines(title)), shortened(title, 26)] for title in titles]

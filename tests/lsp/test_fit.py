"""A name fits what was typed of it, and little else."""

import pytest

from teleo.lsp.fit import fit_of, misspelt_words
from teleo.model import loose

TITLE = "Queries outnumber training runs"


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("", 1),
        ("Queries out", 4),
        ("training que", 3),
        ("umber", 2),
        ("qutrru", 1),
        ("qout", 1),
        ("quotr", 1),
        ("uns que", 0),
        ("grouped", 0),
        ("qtrx", 0),
    ],
)
def test_a_name_fits_by_its_beginning_its_words_or_the_letters_that_begin_them(typed: str, fit: int) -> None:
    assert fit_of(loose(typed), TITLE) == fit


def test_letters_strewn_over_a_long_title_are_no_fit() -> None:
    long = "Rules that look for large training runs see neither the cheaper copy nor the longer answer"
    assert fit_of("grouped", long) == 0


@pytest.mark.parametrize("typed", ["quereis", "queres", "querries", "quiries", "quiries trianing"])
def test_a_letter_may_be_wrong(typed: str) -> None:
    assert all(word.search(loose(TITLE)) for word in misspelt_words(loose(typed)))


@pytest.mark.parametrize("typed", ["qeuires", "tarn", "xyz", "queries clouds"])
def test_more_may_not(typed: str) -> None:
    assert not all(word.search(loose(TITLE)) for word in misspelt_words(loose(typed)))


def test_signs_are_no_pattern() -> None:
    assert misspelt_words(loose("a.b(c* [d+"))
    assert fit_of(loose("((((("), TITLE) == 1


def test_a_long_word_is_judged() -> None:
    assert fit_of("a" * 5000, "a" * 200 + " " + "a" * 200) == 0
    assert misspelt_words("a" * 200)[0].search("a" * 198 + "b") is None

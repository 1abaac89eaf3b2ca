"""Forms of titles that are compared."""

import pytest

from teleo.model import folded, loose, signs, slug, whole_slug


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("A claim, that-is", "a claim that is"),
        ("a_claim that is.md", "A claim that is"),
        ("“quoted” — dash", "quoted dash"),
        ("Straße", "STRASSE"),
    ],
)
def test_loose_forms_ignore_case_dashes_and_punctuation(left: str, right: str) -> None:
    assert loose(left) == loose(right)


def test_signs_of_mathematics_are_told_in_order_and_dashes_are_none() -> None:
    assert signs("C++ is < D, and -5% − 3 = a–b") == ("+", "+", "<", "=", "−")
    assert signs("Chips follow load") == ()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("दिन बढ़ता है", "दान बढ़ता है"),
        ("ราคาเพิ่ม", "ราคาเพม"),
        ("தமிழ்", "தமழ"),
        ("かき", "がき"),
    ],
)
def test_vowels_and_tones_that_are_marks_tell_words_apart(left: str, right: str) -> None:
    assert loose(left) != loose(right)
    assert loose(f"{left}!") == loose(left) == left


@pytest.mark.parametrize(
    ("left", "right"),
    [("العربيّة", "العربية"), ("שָׁלוֹם", "שלום"), ("x\u0304 grows", "x grows"), ("❤️ grows", "grows")],
)
def test_points_and_accents_by_themselves_do_not_tell_words_apart(left: str, right: str) -> None:
    assert loose(left) == loose(right)


def test_two_spellings_of_one_character_are_one_title() -> None:
    assert folded("Cafe\u0301") == folded("caf\u00e9")


def test_a_slug_holds_ascii_words_and_dashes_only() -> None:
    assert slug("  Zürich's 40% — “growth” ") == "zurich-s-40-growth"


def test_a_slug_of_a_script_without_ascii_letters_is_empty() -> None:
    assert slug("推論") == ""


@pytest.mark.parametrize(
    "title", ["GPU 价格下降", "2026年推理增长", "AI дешевеет", "AI και κόστος", "推論", "Øre"]
)
def test_a_slug_that_would_lose_letters_is_no_whole_one(title: str) -> None:
    assert whole_slug(title) == ""


@pytest.mark.parametrize("title", ["Zürich's 40% — “growth”", "Costs fall 😀", "x² grows"])
def test_a_slug_that_loses_accents_and_signs_is_a_whole_one(title: str) -> None:
    assert whole_slug(title) == slug(title) != ""

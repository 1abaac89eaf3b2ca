"""Every rule has a page, and what the page shows is true."""

import re

import pytest

from teleo.rules import RULES, Rule
from teleo.rules.page import SECTIONS, example, sections, summary

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_codes_are_in_order_and_never_used_twice() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes), key=lambda code: (re.findall(r"\d", code), code))


def test_names_are_never_used_twice() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@each_rule
def test_a_page_opens_with_a_sentence_and_has_the_four_sections(rule: Rule) -> None:
    assert summary(rule).endswith(".")
    assert tuple(sections(rule)) == SECTIONS


@each_rule
def test_a_page_shows_a_bad_and_a_good_example(rule: Rule) -> None:
    assert example(rule, "Bad")
    assert example(rule, "Good")


@each_rule
def test_a_code_is_two_letters_and_three_digits_and_a_name_is_kebab_case(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)

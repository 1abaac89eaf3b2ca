"""Every rule has a page, and what the page shows is true."""

import re
from pathlib import Path

import pytest

from teleo.config import read_config
from teleo.graph.build import build_graph
from teleo.model import Diagnostic
from teleo.quantities import evaluate
from teleo.rules import RULES, Context, Rule, Selection, diagnose
from teleo.rules.page import SECTIONS, example, sections, summary
from teleo.vault.reader import read_vault

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def diagnostics(root: Path) -> tuple[Diagnostic, ...]:
    config = read_config(root)
    vault = read_vault(root, config)
    return diagnose(Context(vault, build_graph(vault), evaluate(vault, config)), RULES, Selection())


def test_codes_stand_in_order_and_are_never_used_twice() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes), key=lambda code: (code[2:], code))


def test_names_are_never_used_twice() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@each_rule
def test_a_page_opens_with_a_sentence_and_has_the_four_sections(rule: Rule) -> None:
    assert summary(rule).endswith(".")
    assert tuple(sections(rule)) == SECTIONS
    assert all(text.strip() for text in sections(rule).values())


@each_rule
def test_a_code_is_two_letters_and_three_digits_and_a_name_is_kebab_case(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)


@each_rule
def test_the_bad_example_is_found_and_the_good_one_is_not(rule: Rule, tmp_path: Path) -> None:
    found = {}
    for section in ("Bad", "Good"):
        files = example(rule, section)
        assert files
        for file in files:
            file.write(tmp_path / section)
        found[section] = {item.code for item in diagnostics(tmp_path / section)}
    assert rule.code in found["Bad"]
    assert rule.code not in found["Good"]

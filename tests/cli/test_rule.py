"""`teleo rule`: the list, a page, and the generated reference."""

import json

import jsonschema_rs
import pytest
from click.testing import CliRunner

from teleo.cli import teleo
from teleo.resources import bundled
from teleo.rules import RULES, UnknownRuleError
from teleo.rules.page import reference_page


def run(*arguments: str) -> str:
    return CliRunner().invoke(teleo, ["rule", *arguments], catch_exceptions=False).stdout


def test_the_list_has_one_line_for_each_rule() -> None:
    assert [line.split()[0] for line in run().splitlines()] == [rule.code for rule in RULES]


@pytest.mark.parametrize("name", ["LK501", "lk501", "link-not-found"])
def test_a_page_is_found_by_code_and_by_name(name: str) -> None:
    page = run(name)
    assert page.startswith("# LK501 link-not-found\n\nA link names no note.\n\n## Why\n")
    assert "\n## Fix\n" in page


def test_an_unknown_rule_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownRuleError, match="did you mean LK501"):
        CliRunner().invoke(teleo, ["rule", "LK5O1"], catch_exceptions=False)


def test_json_fits_its_schema() -> None:
    schema = json.loads((bundled("schemas") / "output" / "rule.json").read_text(encoding="utf-8"))
    for arguments in ((), ("LK501",)):
        assert jsonschema_rs.is_valid(schema, json.loads(run(*arguments, "--format", "json")))


def test_the_reference_links_to_each_rule_by_the_anchor_of_its_heading() -> None:
    page = reference_page()
    for rule in RULES:
        assert f"\n## {rule.code} {rule.name}\n" in page
        assert f"(#{rule.code.lower()}-{rule.name})" in page

"""Which rules run where."""

import pytest

from teleo.config import CheckTable
from teleo.rules import BY_CODE, Selection, UnknownRuleError, selection_of


@pytest.mark.parametrize(
    ("select", "ignore", "runs", "does_not"),
    [
        ((), (), ["SC401", "LK501"], []),
        (("SC",), (), ["SC401"], ["LK501"]),
        ((), ("SC",), ["LK501"], ["SC401", "SC402"]),
        (("SC",), ("SC401",), ["SC402"], ["SC401"]),
        (("SC401",), ("SC",), ["SC401"], ["SC402", "LK501"]),
        (("SC401",), ("SC401",), [], ["SC401"]),
    ],
)
def test_the_longest_fitting_code_decides(
    select: tuple[str, ...], ignore: tuple[str, ...], runs: list[str], does_not: list[str]
) -> None:
    selection = Selection(select, ignore)
    assert [code for code in runs if not selection.includes(code)] == []
    assert [code for code in does_not if selection.includes(code)] == []


def test_globs_silence_codes_in_the_files_that_match() -> None:
    selection = Selection(per_path=(("drafts/", ("TI",)), ("*.old.md", ("LK501",))))
    assert selection.is_silent("drafts/deep/x.md", "TI701")
    assert not selection.is_silent("claims/x.md", "TI701")
    assert selection.is_silent("claims/x.old.md", "LK501")
    assert not selection.is_silent("claims/x.old.md", "LK502")


def test_the_command_line_takes_the_place_of_what_the_settings_select() -> None:
    table = CheckTable(select=("SC",), ignore=("TI",))
    assert not selection_of(table, BY_CODE).includes("LK501")
    chosen = selection_of(table, BY_CODE, select=("LK",), ignore=("LK505",))
    assert [chosen.includes(code) for code in ("LK501", "LK505", "SC401")] == [True, False, False]


@pytest.mark.parametrize("code", ["SC4O1", "XX", "", "sc401"])
def test_a_code_that_begins_no_rule_is_refused(code: str) -> None:
    with pytest.raises(UnknownRuleError):
        selection_of(CheckTable(), BY_CODE, select=(code,))


@pytest.mark.parametrize(
    ("table", "key"),
    [
        (CheckTable(select=("XX",)), "check.select"),
        (CheckTable(ignore=("XX",)), "check.ignore"),
        (CheckTable(per_path={"drafts/**": ("XX",)}), "check.per_path"),
    ],
)
def test_a_code_of_the_settings_is_refused_with_its_key(table: CheckTable, key: str) -> None:
    with pytest.raises(UnknownRuleError, match=f"^{key} in teleo.toml: no rule has the code 'XX'"):
        selection_of(table, BY_CODE)
    with pytest.raises(UnknownRuleError, match="^no rule has the code 'YY'"):
        selection_of(table, BY_CODE, select=("YY",))

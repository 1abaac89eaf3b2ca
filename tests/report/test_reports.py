"""What each kind of report says of the same findings, and that no text of a vault can misuse it."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.model import Diagnostic, Document, Edit, Fix, Place, Related, Severity, Span
from teleo.report import Findings, github_report, json_report, sarif_report, statistics_report, text_report
from teleo.resources import bundled
from teleo.rules import RULES

# As npm's @microsoft/jest-sarif ships it, save one pattern that held a stray bracket.
SARIF = json.loads(
    (Path(__file__).parent / "fixtures" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")
)
PLACE = Place(2, 3, 2, 6)
PATH = "a%b, c:d/ü note.md"


def document(text: str, path: str = PATH) -> Document:
    return Document(path, text, "", Span(0, len(text)))


def finding(
    message: str = "is wrong",
    place: Place = PLACE,
    severity: Severity = Severity.ERROR,
    code: str = "LK501",
    path: str = PATH,
    fix: Fix | None = None,
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    return Diagnostic(code, "link-not-found", severity, path, place, message, fix, related)


def findings(*diagnostics: Diagnostic, text: str = "one\ntwo three\n", prefix: str = "") -> Findings:
    return Findings(diagnostics, {PATH: document(text)}, 3, prefix)


def test_text_groups_by_file_and_counts_at_the_end() -> None:
    report = text_report(findings(finding(), finding(severity=Severity.INFO), prefix="vault/"))
    assert report == (
        f"vault/{PATH}\n"
        "  2:3     error LK501 link-not-found: is wrong\n"
        "        2 | two three\n"
        "          |   ^^^\n"
        "  2:3     info LK501 link-not-found: is wrong\n"
        "\n"
        "1 error, 1 info in 3 notes\n"
    )


def test_text_says_what_can_be_mended() -> None:
    safe = Fix("x", (Edit(PATH, Span(0, 1), "y"),))
    unsafe = Fix("x", (Edit(PATH, Span(0, 1), "y"),), is_safe=False)
    report = text_report(findings(finding(fix=safe), finding(fix=unsafe)))
    assert "is wrong [fixable]\n" in report
    assert report.endswith("2 errors in 3 notes; to be mended: 1 with --fix, 1 with --unsafe-fixes\n")


def test_text_puts_the_caret_under_wide_characters() -> None:
    report = text_report(findings(finding(place=Place(1, 4, 1, 6)), text="a推理 x"))
    assert "        1 | a推理 x\n          |      ^^\n" in report


def test_text_cuts_a_long_line_to_the_part_around_the_place() -> None:
    line = "x" * 500 + "HERE" + "y" * 500
    report = text_report(findings(finding(place=Place(1, 501, 1, 505)), text=line))
    excerpt, carets = report.splitlines()[2:4]
    assert len(excerpt) < 120
    assert excerpt[carets.index("^") : carets.rindex("^") + 1] == "HERE"


def test_text_is_coloured_only_when_asked() -> None:
    assert "\x1b" not in text_report(findings(finding()))
    assert "\x1b[31merror\x1b[0m" in text_report(findings(finding()), colour=True)


@given(st.text(), st.text())
def test_no_text_of_a_vault_reaches_the_terminal_unseen(message: str, line: str) -> None:
    report = text_report(findings(finding(message, place=Place(1, 1, 1, 1)), text=line))
    assert all(character.isprintable() for character in report.replace("\n", ""))


def test_github_names_the_place_and_escapes_what_would_end_a_property() -> None:
    report = github_report(findings(finding("100% wrong\n::error::x"), prefix="v/"))
    assert report == (
        "::error file=v/a%25b%2C c%3Ad/ü note.md,line=2,endLine=2,title=LK501 link-not-found,col=3,endColumn=6"
        "::100%25 wrong%0A::error::x\n"
    )


@given(st.text(), st.text(min_size=1))
def test_no_text_of_a_vault_can_begin_a_workflow_command(message: str, path: str) -> None:
    report = github_report(findings(finding(message, path=path)))
    assert report.endswith("\n")
    assert len(report.splitlines()) == 1
    properties, _, _ = report[2:].partition("::")
    assert properties.count(",") == 5


def test_json_keeps_the_text_as_it_is() -> None:
    data = json.loads(json_report(findings(finding("a \x1b[31m 'b'"))))
    assert data["diagnostics"][0]["message"] == "a \x1b[31m 'b'"
    assert data["diagnostics"][0]["path"] == PATH


def test_json_of_a_fix_gives_places_and_fits_its_schema() -> None:
    fix = Fix("Write it", (Edit(PATH, Span(4, 7), "2"),), is_safe=False)
    data = json.loads(json_report(findings(finding(fix=fix))))
    edit = {"path": PATH, "line": 2, "column": 1, "end_line": 2, "end_column": 4, "text": "2"}
    assert data["diagnostics"][0]["fix"] == {"title": "Write it", "is_safe": False, "edits": [edit]}
    schema = json.loads((bundled("schemas") / "output" / "check.json").read_text(encoding="utf-8"))
    assert jsonschema_rs.is_valid(schema, data)


def test_sarif_with_everything_in_it_is_valid() -> None:
    fix = Fix("Write it", (Edit(PATH, Span(4, 7), "2"), Edit(PATH, Span(0, 0), "x")))
    related = (Related("other.md", Place(1, 1, 1, 1), "the premise"),)
    every = [finding(code=rule.code, severity=rule.severity) for rule in RULES]
    log = json.loads(sarif_report(findings(finding(fix=fix, related=related), *every)))
    jsonschema_rs.validator_for(SARIF).validate(log)
    (run,) = log["runs"]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {rule.code for rule in RULES}
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_names_files_by_uri_and_carries_the_fix() -> None:
    fix = Fix("Write it", (Edit(PATH, Span(4, 7), "2"),))
    (result,) = json.loads(sarif_report(findings(finding(fix=fix), prefix="v/")))["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "v/a%25b%2C%20c%3Ad/%C3%BC%20note.md"
    assert location["region"] == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 6}
    (change,) = result["fixes"][0]["artifactChanges"]
    region = {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 4}
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "2"}}]


def test_sarif_of_nothing_is_valid() -> None:
    jsonschema_rs.validator_for(SARIF).validate(json.loads(sarif_report(findings())))


def test_statistics_put_the_most_frequent_first() -> None:
    found = findings(finding(code="SC401"), finding(), finding())
    assert [line.split()[1] for line in statistics_report(found).splitlines()] == ["LK501", "SC401"]
    assert statistics_report(findings()) == ""


@pytest.mark.parametrize("severity", list(Severity))
def test_every_severity_has_its_word_everywhere(severity: Severity) -> None:
    found = findings(finding(severity=severity))
    assert severity.value in text_report(found)
    assert json.loads(json_report(found))["summary"][severity.value] == 1
    assert github_report(found).startswith(("::error", "::warning", "::notice"))

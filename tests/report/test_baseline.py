"""Fingerprints and baselines: what is known stays known, what is new is seen."""

from dataclasses import replace
from pathlib import Path

import pytest

from teleo.model import Diagnostic, Document, Place, Severity, Span
from teleo.report import Findings
from teleo.report.baseline import without_known, write_baseline
from teleo.rules.baseline import BaselineError, read_baseline
from teleo.rules.fingerprint import fingerprints


def findings(text: str, *words: str, code: str = "LK501") -> Findings:
    """Return one diagnostic on each of `words`, where it first stands after the one before."""
    document = Document("a.md", text, "", Span(0, len(text)))
    found, start = [], 0
    for word in words:
        start = text.index(word, start)
        place = document.place(Span(start, start + len(word)))
        found.append(Diagnostic(code, "x", Severity.ERROR, "a.md", place, f"line {place.line}"))
        start += len(word)
    return Findings(tuple(found), {"a.md": document}, 1)


def names_of(found: Findings) -> tuple[str, ...]:
    return fingerprints(found.diagnostics, found.documents)


def test_a_fingerprint_holds_when_lines_move_and_messages_change() -> None:
    before = findings("see [[b]] and [[c]]", "[[b]]", "[[c]]")
    after = findings("new\n\nlines\nsee [[b]]\nand [[c]]", "[[b]]", "[[c]]")
    assert names_of(before) == names_of(after)


def test_code_path_and_text_each_make_another_fingerprint() -> None:
    one = findings("[[b]]", "[[b]]")
    elsewhere = replace(one.diagnostics[0], path="b.md")
    names = {
        *names_of(one),
        *names_of(findings("[[c]]", "[[c]]")),
        *names_of(findings("[[b]]", "[[b]]", code="LK502")),
        *names_of(Findings((elsewhere,), {"b.md": one.documents["a.md"]}, 1)),
    }
    assert len(names) == 4


@pytest.mark.parametrize(
    ("quoted", "plain"),
    [
        ('"a challenge"', "a challenge"),
        ("'it''s so'", "it's so"),
        (f'"{"word " * 200}end"', "word " * 200 + "end"),
    ],
)
def test_what_is_known_stays_known_when_formatting_takes_its_quotes(quoted: str, plain: str) -> None:
    before, after = findings(f"- {quoted}", quoted), findings(f"- {plain}", plain)
    assert names_of(before) == names_of(after)


def test_a_known_lack_of_a_heading_stays_known_when_the_first_line_changes() -> None:
    before = findings("It begins in words.", "It begins in words.", code="TI702")
    after = findings("It begins in other words.", "It begins in other words.", code="TI702")
    assert names_of(before) == names_of(after)


def test_the_third_of_two_known_ones_is_new(tmp_path: Path) -> None:
    write_baseline(tmp_path / "known.json", findings("x x", "x", "x"))
    left = without_known(findings("x x x", "x", "x", "x"), read_baseline(tmp_path / "known.json"))
    assert [item.place for item in left.diagnostics] == [Place(1, 5, 1, 6)]


def test_a_baseline_is_sorted_and_holds_no_line_numbers(tmp_path: Path) -> None:
    write_baseline(tmp_path / "one.json", findings("x\ny", "x", "y"))
    write_baseline(tmp_path / "two.json", findings("\n\nx\n\ny", "x", "y"))
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"version": 2}', '{"version": 1, "diagnostics": [1]}', "[" * 9999]
)
def test_a_file_that_is_no_baseline_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError, match="known.json"):
        read_baseline(path)

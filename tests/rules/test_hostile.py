"""Notes made to exhaust the rules: each test ends, which is all that it asks."""

from pathlib import Path

import pytest

from teleo.report import text_report
from teleo.report.findings import findings_of
from teleo.rules import RULES, Selection, diagnose
from tests.rules.vaults import claim, context, found, write

SIZE = 200_000

TEXTS = {
    "links": " ".join(f"[[n{number}]]" for number in range(20_000)),
    "brackets": "[[" * SIZE,
    "comments": "<!-- teleo: ignore[" * 20_000,
    "reasons": "<!-- teleo: ignore[LK501] " * 20_000,
    "suppressions": "<!-- teleo: ignore[LK501] x -->" * 50_000,
    "suppressions among fences": "```\nx\n```\n<!-- teleo: ignore[LK501] x -->\n" * 20_000,
    "fences": "```\n~~~\n" * 20_000 + "teleo: ignore",
    "spaces": "\n" + " " * SIZE + "x\n" + "\n" * SIZE,
    "ends": ".'\"" * SIZE,
    "one word": "a" * SIZE,
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_body_ends_and_can_be_shown(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"a": claim(body=TEXTS[name]), "b": claim()})
    given = context(tmp_path)
    diagnostics = diagnose(given, RULES, Selection())
    assert text_report(findings_of(given.vault, diagnostics, 2))


@pytest.mark.parametrize(
    "field",
    [
        "title: " + "a" * SIZE,
        "description: " + "a " * SIZE,
        "confidence: " + "likely" * 20_000,
        "supports: [" + ",".join(f"x{number}" for number in range(20_000)) + "]",
        "\n".join(f"field{number}: 1" for number in range(10_000)),
    ],
    ids=["title", "description", "confidence", "supports", "fields"],
)
def test_a_hostile_field_ends(tmp_path: Path, field: str) -> None:
    write(tmp_path, {"a": claim(field), "b": claim()})
    assert found(tmp_path, "SC")


def test_the_way_down_a_long_chain_is_shown_by_its_beginning(tmp_path: Path) -> None:
    count = 2000
    files = {f"n{i}": claim("confidence: proven", f"depends_on: n{i + 1}") for i in range(count)}
    write(tmp_path, files | {f"n{count}": claim("confidence: speculative")})
    above = found(tmp_path, "CF802")
    assert len(above) == count - 1
    assert above[0].message == (
        "is rated proven, above 'n2000', which is speculative, "
        "through 'n1' → 'n2' → 'n3' → 'n4' → 'n5' → … 1994 more"
    )

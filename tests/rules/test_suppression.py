"""Comments that suppress diagnostics, and those that have nothing to suppress."""

from pathlib import Path

import pytest

from teleo.rules import RULES, Selection, diagnose
from tests.rules.vaults import claim, context, fixed, messages, write

LINK = "[[nowhere at all]]\n"


def codes(root: Path, *select: str) -> list[str]:
    return [item.code for item in diagnose(context(root), RULES, Selection(select=select))]


def test_a_comment_suppresses_its_codes_in_its_note_alone(tmp_path: Path) -> None:
    comment = "<!-- teleo: ignore[LK501, CF801] still to be written -->\n"
    write(tmp_path, {"a": claim(body=LINK + comment), "b": claim(body=LINK)})
    found = diagnose(context(tmp_path), RULES, Selection(select=("LK",)))
    assert [(item.path, item.code) for item in found] == [("b.md", "LK501")]


def test_an_unused_suppression_is_reported_and_safely_deleted(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim(body="one\n<!-- teleo: ignore[LK501] why -->\ntwo\n")})
    assert messages(tmp_path, "FM109") == []
    found = diagnose(context(tmp_path), RULES, Selection(select=("FM109", "LK")))
    assert [item.message for item in found] == ["LK501 is not found in this note; delete the suppression"]
    assert found[0].fix is not None
    assert found[0].fix.edits[0].text == ""


def test_a_suppression_is_not_unused_because_its_rule_did_not_run(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim(body="<!-- teleo: ignore[CF801] why -->\n")})
    assert codes(tmp_path, "FM") == []


def test_a_suppression_without_a_reason_or_of_no_rule_is_reported(tmp_path: Path) -> None:
    write(
        tmp_path, {"a": claim(body=LINK + "<!-- teleo: ignore[LK501] -->\n<!-- teleo: ignore[LK999] x -->\n")}
    )
    assert messages(tmp_path, "FM109") == [
        "gives no reason; write it after the brackets",
        "'LK999' is no rule; `teleo rule` lists them",
    ]


def test_codes_in_small_letters_and_reasons_over_lines_suppress_too(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim(body=f"{LINK}\n<!-- teleo: ignore[lk501] to be\nwritten --> text\n")})
    assert codes(tmp_path, "LK", "FM109") == []


@pytest.mark.parametrize("gap", ["", " ", "  ", "\t"])
def test_blanks_behind_the_name_of_the_tool_change_nothing(tmp_path: Path, gap: str) -> None:
    write(tmp_path, {"a": claim(body=f"{LINK}\n<!-- teleo:{gap}ignore[LK501] why -->\n")})
    assert codes(tmp_path, "LK", "FM109") == []


def test_a_suppression_that_names_no_rule_is_reported(tmp_path: Path) -> None:
    comments = "<!-- teleo: ignore why -->\n\n<!-- teleo: ignore[] why -->\n\n<!-- teleo: ignored -->\n"
    write(tmp_path, {"a": claim(body=LINK + comments)})
    assert (
        messages(tmp_path, "FM109")
        == ["names no rule; write `ignore[…]` with the codes, as the findings give them"] * 2
    )


def test_a_comment_shown_in_code_suppresses_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim(body=f"{LINK}\n```\n<!-- teleo: ignore[LK501] why -->\n```\n")})
    assert codes(tmp_path, "LK", "FM109") == ["LK501"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_comment_behind_a_block_of_code_counts_whatever_ends_its_lines(tmp_path: Path, end: str) -> None:
    body = f"```\ncode\n```\n\n<!-- teleo: ignore[LK501] why -->\n\n{LINK}\n"
    (tmp_path / "a.md").write_bytes(claim(body=body).replace("\n", end).encode())
    assert codes(tmp_path, "LK", "FM109") == []


def test_deleting_a_comment_takes_its_line_when_nothing_else_is_on_it(tmp_path: Path) -> None:
    unused = "<!-- teleo: ignore[FM101] x -->"
    write(tmp_path, {"a": claim(body=f"one\n{unused}\ntwo {unused} three\n")})
    assert fixed(tmp_path, "FM")["a.md"].endswith("one\ntwo  three\n")


@pytest.mark.parametrize(
    "shown",
    [
        "Write `<!-- teleo: ignore[LK501] why -->` above it.\n",
        "Write `` `<!-- teleo: ignore[LK501] why -->` ``.\n",
        "Write\n\n    <!-- teleo: ignore[LK501] why -->\n\nabove it.\n",
        "> ```\n> <!-- teleo: ignore[LK501] why -->\n> ```\n",
        r"Write \<!-- teleo: ignore[LK501] why --> above it." + "\n",
    ],
    ids=["in a line", "in two backticks", "indented", "in a quoted fence", "escaped"],
)
def test_a_suppression_that_is_shown_to_readers_is_none_and_stays(tmp_path: Path, shown: str) -> None:
    write(tmp_path, {"a": claim(body=shown)})
    assert codes(tmp_path, "LK", "FM109") == []
    write(tmp_path, {"a": claim(body=LINK + "\n" + shown)})
    assert codes(tmp_path, "LK", "FM109") == ["LK501"]

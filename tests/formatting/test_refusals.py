"""What is refused: with its code, its place and the way out; the bytes stay as they were."""

import pytest

from teleo.formatting.formatter import format_bytes
from teleo.model import Lines

CASES: dict[str, tuple[bytes, str, tuple[int, int], str]] = {
    "an unclosed block": (b"---\na: 1\n\n# T\n", "FM101", (1, 1), "three dashes"),
    "a syntax error": (b"---\na: [b\nc: d\n---\n", "FM102", (2, 4), "close it"),
    "a duplicate key": (b"---\na: 1\na: 2\n---\n", "FM103", (3, 1), "keep one"),
    "a duplicate key below": (b"---\na:\n  b: 1\n  b: 2\n---\n", "FM103", (4, 3), "keep one"),
    "a duplicate key in a flow": (b"---\na: [{b: 1, b: 2}]\n---\n", "FM103", (2, 12), "keep one"),
    "a conflict": (
        b"---\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n---\n",
        "FM104",
        (2, 1),
        "delete the markers",
    ),
    "a lone conflict marker": (b"---\n=======\n---\n", "FM104", (2, 1), "delete the markers"),
    "a swallowed entry": (b'---\na:\n- b\n  - "c"\n---\n', "YT201", (4, 3), "--repair"),
    "a swallowed list": (b"---\na: b\n  - c\n---\n", "YT201", (3, 3), "--repair"),
    "dashes in two columns": (b"---\na:\n  - b\n- c\n---\n", "FM102", (4, 1), "--repair` mends it"),
    "a NUL": (b"---\na: b\0\n---\n", "FM105", (2, 5), "NUL"),
    "a NUL in the body": (b"---\na: b\n---\nx\0\n", "FM105", (4, 2), "NUL"),
    "a control character": (b"---\na: \x07\n---\n", "FM105", (2, 4), "U+0007"),
    "a lone carriage return": (b"---\na: b\rc: d\n---\n", "FM105", (2, 5), "U+000D"),
    "a tab that indents": (b"---\na:\n\t- b\n---\n", "FM102", (3, 1), "indent with spaces"),
    "a tab after spaces": (b"---\na:\n  - b\n \t- c\n---\n", "FM102", (4, 1), "indent with spaces"),
    "a byte that is no UTF-8": (b"---\na: caf\xe9\n---\n", "FM105", (2, 7), "0xe9 is not UTF-8"),
    "a body that is no UTF-8": (b"---\na: b\n---\n\xff\n", "FM105", (4, 1), "0xff is not UTF-8"),
    "UTF-16": ("---\na: b\n---\n".encode("utf-16"), "FM105", (1, 1), "UTF-16"),
    "a list too deep": (b"---\na: " + b"[" * 100_000 + b"\n---\n", "FM108", (2, 67), "64 levels"),
    "dashes too deep": (b"---\na:\n" + b"- " * 100_000 + b"\n---\n", "FM108", (3, 127), "64 levels"),
    "a block too large": (b"---\n" + b"a: b\n" * 60_000 + b"---\n", "FM108", (1, 1), "256 KiB"),
    "a second document": (b"---\na: b\n--- !x\nc: d\n---\n", "FM102", (3, 1), "keep one block"),
    "a directive": (b"---\n%YAML 1.2\n---\n", "FM102", (3, 1), "mend"),
}


@pytest.mark.parametrize("name", CASES)
def test_is_refused_with_its_place(name: str) -> None:
    raw, code, place, words = CASES[name]
    formatted = format_bytes(raw)
    assert formatted.data == raw
    first = next(refusal for refusal in formatted.refusals if refusal.code == code)
    lines = Lines(raw.decode("utf-16" if raw[:2] == b"\xff\xfe" else "utf-8", "replace"))
    assert lines.position(first.span.start) == place
    assert words in first.message


@pytest.mark.parametrize("name", CASES)
def test_one_fault_is_told_once(name: str) -> None:
    refusals = format_bytes(CASES[name][0]).refusals
    assert len({refusal.span.start for refusal in refusals}) == len(refusals)
    assert len({refusal.code for refusal in refusals}) == 1


def test_every_swallowed_entry_is_told() -> None:
    refusals = format_bytes(b"---\na:\n- b\n  - c\n- d\n  - e\n---\n").refusals
    assert [(each.code, each.span.start) for each in refusals] == [("YT201", 13), ("YT201", 23)]


@pytest.mark.parametrize(
    "block", [b"a: &x b\nc: *x\n", b"- a\n", b"text\n", b"? [a]\n: b\n", b"a: |\n  b\n  \tc\n"]
)
def test_what_is_odd_and_still_yaml_is_no_reason_to_refuse(block: bytes) -> None:
    assert format_bytes(b"---\n" + block + b"---\n").refusals == ()


@pytest.mark.parametrize(
    "block", [b"a:\n- b\n  - c\nx: 1\nx: 2\n", b"a: [\n", b"q:\n  a:\n  - b\n    - c\n  d: e\n"]
)
def test_repair_is_not_promised_where_it_does_not_help(block: bytes) -> None:
    refusals = format_bytes(b"---\n" + block + b"---\n").refusals
    assert refusals
    assert not any("--repair" in refusal.message for refusal in refusals)


def test_an_unclosed_block_is_not_mended() -> None:
    (refusal,) = format_bytes(b"---\na:\n- b\n").refusals
    assert "--repair" not in refusal.message

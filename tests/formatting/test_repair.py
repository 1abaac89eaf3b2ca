"""`--repair` mends what YAML misreads, and nothing else."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from teleo.formatting.formatter import format_text
from teleo.formatting.repair import repair_bytes, repair_text
from tests.formatting.blocks import blocks

CASES = {
    "a swallowed entry": ('supports:\n- a\n  - "b"\n- c\n', "supports:\n- a\n- b\n- c\n"),
    "dashes in many columns": ("supports:\n  - a\n- b\n    - c # x\n", "supports:\n- a\n- b\n- c # x\n"),
    "dashes after a tab": ("supports:\n- a\n\t- b\n", "supports:\n- a\n- b\n"),
    "any list": ('tags:\n- "a"\n  - b\n', "tags:\n- a\n- b\n"),
    "a list below a scalar": ("supports: a\n  - b\n", "supports:\n- a\n- b\n"),
    "a link read as a list": ("tags:\n- [[a]]\n", 'tags:\n- "[[a]]"\n'),
    "a response with a colon": ("responses:\n- of Ada: no\n", 'responses:\n- "of Ada: no"\n'),
    "a link with a comma": ("supports:\n- [[a, b]]\n", 'supports:\n- "[[a, b]]"\n'),
    "a link as a value": ("challenged_by: [[a]]\n", 'challenged_by: "[[a]]"\n'),
    "links in one entry": ("supports:\n- [[a]], [[b]]\n- c\n", 'supports:\n- "[[a]]"\n- "[[b]]"\n- c\n'),
    "links in quotes": ("supports:\n- '[[a]]', \"[[b]]\"\n", 'supports:\n- "[[a]]"\n- "[[b]]"\n'),
    "links as a value": ("supports: [[a]], [[b]]\r\n", 'supports:\r\n- "[[a]]"\r\n- "[[b]]"\r\n'),
    "links and words": ("supports:\n- [[a]], not [[b]]\n", 'supports:\n- "[[a]], not [[b]]"\n'),
    "a link with a tail": ("supports:\n- [[a]] — why\n", 'supports:\n- "[[a]] — why"\n'),
    "a mapping in an edge field": ("supports:\n- a: b\n- c:\n", 'supports:\n- "a: b"\n- "c:"\n'),
    "two colons in an edge field": ("supports:\n- a: b: c\n", 'supports:\n- "a: b: c"\n'),
    "a cut entry in an edge field": ("supports:\n- a #1 of b\n", 'supports:\n- "a #1 of b"\n'),
    "a quote that goes on": ('supports:\n- "a" is b\n', 'supports:\n- "\\"a\\" is b"\n'),
    "a list of more than one in a flow": ("tags:\n- [[a, b]]\n", None),
    "a comment beside links": (
        "supports:\n- [[a]], [[b]] # why\n",
        'supports:\n- "[[a]]"\n- "[[b]]" # why\n',
    ),
    "a comment beside a mapping": ("supports:\n- a: b # why\n", 'supports:\n- "a: b" # why\n'),
    "a sign within quotes": ('supports:\n- a: "b # c"\n', 'supports:\n- "a: \\"b # c\\""\n'),
    "a heading of a link": (
        "supports:\n- [[a # b]], [[c]]\n",
        'supports:\n- "[[a # b]]"\n- "[[c]]"\n',
    ),
    "a comment alone": ("supports: #no\nchallenged_by:\n- #x\n- b\n", None),
    "a comment in an edge field": ("supports:\n- a # why\n", None),
    "a mapping in another field": ("notes:\n- a: b\n", None),
    "a mapping of two keys": ("supports:\n- title: a\n  reason: b\n", None),
    "a nested list": ("tags:\n- - a\n  - b\n", None),
    "a carriage return": ("supports:\r\n- a\r\n  - b\r\n", "supports:\r\n- a\r\n- b\r\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_repair(name: str) -> None:
    block, expected = CASES[name]
    repaired = repair_text(f"---\n{block}---\nbody\n")
    assert repaired.refusals == ()
    assert repaired.text == f"---\n{block if expected is None else expected}---\nbody\n"


@pytest.mark.parametrize(
    "block", ["a: 1\na: 2\n", "a: [b\nc: d\n", "q:\n  a:\n  - b\n    - c\n  d: e\n", "<<<<<<< x\n"]
)
def test_what_cannot_be_mended_is_refused_and_stays(block: str) -> None:
    text = f"---\n{block}supports:\n- [[x]]\n---\n"
    repaired = repair_text(text)
    assert repaired.text == text
    assert repaired.refusals == format_text(text).refusals != ()


def test_a_byte_order_mark_and_the_body_stay() -> None:
    assert repair_bytes(b"\xef\xbb\xbf---\na:\n- b\n  - c\n---\n\xc3\xa9").data == (
        b"\xef\xbb\xbf---\na:\n- b\n- c\n---\n\xc3\xa9"
    )


@given(blocks())
def test_sound_fields_are_only_formatted(block: str) -> None:
    text = f"---\n{block}---\n"
    assert repair_text(text).text == format_text(text).text


@given(st.lists(st.tuples(st.sampled_from(["a", "b c", "d"]), st.integers(0, 4)), min_size=1, max_size=5))
def test_every_dash_becomes_an_entry(entries: list[tuple[str, int]]) -> None:
    lines = "".join(f"{' ' * column}- {text}\n" for text, column in entries)
    repaired = repair_text(f"---\nsupports:\n{lines}---\n").text
    assert yaml.safe_load(repaired.removeprefix("---\n").removesuffix("---\n")) == {
        "supports": [text for text, _ in entries]
    }

"""Sentences are shown as a reader would see them."""

import pytest

from teleo.config import Config
from teleo.links.sentences import sentences_of
from teleo.vault.reader import read_note


def sentences(body: str, head: str = "") -> list[str]:
    return list(sentences_of(read_note("a.md", f"---\ntype: claim\n{head}---\n{body}".encode(), Config())))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One. Two!\nThree", ["One.", "Two!", "Three"]),
        ("It leaves [0.60](#q:bill) of [[the bill|it]].", ["It leaves 0.60 of it."]),
        ("See [[the bill]] and [a page](https://example.org/a_b).", ["See the bill and a page."]),
        ("See [30%](<the bill.md#q:x>) there.", ["See 30% there."]),
        ("- one\n- [ ] two **bold**\n3. three", ["one", "two bold", "three"]),
        ("> quoted text\n> goes on", ["quoted text goes on"]),
        ("# a\n\n## A heading\nText", ["A heading", "Text"]),
        ("| x | y |\n|---|:-:|\n| 1 | 2 |", ["x · y", "1 · 2"]),
        ("```python\na = 1\n```\nText", ["a = 1", "Text"]),
        ("Before <!-- never\nshown --> after", ["Before after"]),
        ("2 * 3 and snake_case and _so_ `code`[^1]", ["2 * 3 and snake_case and so code"]),
        ("Text.\n\n---\n\nRelevant Notes:\n- [[b]] — why\n\nTopics:\n- [[c]]\n", ["Text."]),
        ("A line<br>break, <https://example.org>.", ["A line break, <https://example.org>."]),
        ("", []),
    ],
)
def test_a_body_is_shown_as_plain_sentences(body: str, expected: list[str]) -> None:
    assert sentences(body) == expected


def test_the_description_is_a_sentence_of_its_own() -> None:
    assert sentences("# a\n\nThe body.", "description: No stop at its end\n") == [
        "No stop at its end",
        "The body.",
    ]

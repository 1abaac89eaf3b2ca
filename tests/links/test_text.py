"""A note's text is its own words: no frontmatter, no link lists, no links."""

from teleo.config import Config
from teleo.links.sentences import sentences_of
from teleo.links.text import text_of
from teleo.resources import bundled
from teleo.vault.reader import read_note

NOTE = """---
type: claim
description: says more
confidence: likely
---
# A title

Prose before [[another note]] and after, with [a page](https://example.org/x) and <!-- hidden --> more.

## Challenges

**Strong** words.

---

Relevant Notes:
- [[third note]] — its reason

Topics:
- [[map]]
"""


def text(raw: str) -> str:
    return text_of(read_note("A title.md", raw.encode(), Config())).body


def test_the_body_keeps_prose_and_drops_links_lists_and_markup() -> None:
    assert text(NOTE) == "Prose before and after, with a page and more. Challenges Strong words."


def test_adding_a_link_does_not_change_the_text() -> None:
    more = NOTE.replace("- [[map]]", "- [[map]]\n- [[second map]]").replace("and after", "[[new]] and after")
    assert text(more) == text(NOTE)


def test_an_address_with_brackets_is_no_part_of_the_text() -> None:
    assert text("# A title\n\nSee [salt](https://example.org/Salt_(sea)) there.\n") == "See salt there."


def test_the_passage_repeats_the_title_and_begins_with_the_description() -> None:
    passage = text_of(read_note("A title.md", NOTE.encode(), Config())).passage
    assert passage.head == "A title" and passage.body.startswith("says more\nProse before")


def test_comments_are_no_words_of_a_note() -> None:
    body = "# A title\n\none %% hidden [[too]] %% two <!-- hidden --> three `<!--` four -->"
    assert text(body) == "one two three <!-- four --"


def test_a_comment_that_never_ends_is_kept_as_text() -> None:
    assert text("# A title\n\nwords <!-- and no end").endswith("and no end")


def test_bullets_go_and_a_number_keeps_its_words() -> None:
    assert text("# A title\n\n- first\n2. second [about 2027](#q:year)\n- [[gone]] — third") == (
        "first second about 2027 third"
    )


def test_a_heading_that_is_not_the_title_is_part_of_the_text() -> None:
    assert text("# A  “title”\n\nwords") == "words"
    assert text("# Rye keeps longer\n\nwords") == "Rye keeps longer words"
    assert text("words\n\n```\n# of a script\n```") == "words of a script"


def test_a_line_of_brackets_takes_no_longer_than_its_length() -> None:
    assert text("# A title\n\n" + "[" * 200_000).startswith("[[")


def test_a_checkout_with_carriage_returns_says_the_same() -> None:
    for path in sorted(bundled("vault").rglob("*.md")):
        plain = path.read_bytes().replace(b"\r\n", b"\n")
        one, other = (read_note("n.md", raw, Config()) for raw in (plain, plain.replace(b"\n", b"\r\n")))
        assert text_of(one) == text_of(other)
        assert list(sentences_of(one)) == list(sentences_of(other))
    ruled = b"# A title\n\none\n\n---\n\n%% x\ny %% two\n\nTopics:\n- [[B]]\n"
    assert text(ruled.decode()) == text(ruled.replace(b"\n", b"\r\n").decode()) == "one two"

"""The handler for python-frontmatter."""

from pathlib import Path

import frontmatter

from teleo.vault.handler import TeleoHandler


def test_python_frontmatter_reads_as_teleo_does(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("\ufeff---\ncreated: 2026-03-24\nn: 1e13\n...\nbody\n---\nmore\n", encoding="utf-8")
    post = frontmatter.load(str(path), handler=TeleoHandler())
    assert post.metadata == {"created": "2026-03-24", "n": "1e13"}
    assert post.content == "body\n---\nmore"


def test_what_the_handler_writes_it_reads_again() -> None:
    post = frontmatter.Post("body", TeleoHandler(), type="claim", supports=["a: b", "yes"])
    text = frontmatter.dumps(post, handler=TeleoHandler())
    again = frontmatter.loads(text, handler=TeleoHandler())
    assert again.metadata == {"type": "claim", "supports": ["a: b", "yes"]}
    assert again.content == "body"


def test_a_text_without_a_block_has_no_metadata() -> None:
    assert frontmatter.loads("body\n---\nx\n", handler=TeleoHandler()).metadata == {}

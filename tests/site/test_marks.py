import pytest

from teleo.config import Config
from teleo.site.prose import Way, body_html
from teleo.vault.reader import read_note


def _html(markdown: str) -> str:
    return body_html(read_note("A.md", markdown.encode(), Config()), lambda _: Way(None, "")).strip()


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("==a==", "<p><mark>a</mark></p>"),
        (r"\==a==", "<p>==a==</p>"),
        (r"\==a\==", "<p>==a==</p>"),
        (r"\=\=a\=\=", "<p>==a==</p>"),
        (r"=\=a=\= ==b==", "<p>==a== <mark>b</mark></p>"),
        (r"\\==a==", r"<p>\<mark>a</mark></p>"),
        (r"`\==a==`", r"<p><code>\==a==</code></p>"),
        ("```\n\\==a==\n```", '<pre tabindex="0"><code>\\==a==\n</code></pre>'),
    ],
)
def test_signs_behind_a_backslash_mark_nothing(markdown: str, html: str) -> None:
    assert _html(markdown) == html


def test_a_private_character_of_an_author_is_no_sign() -> None:
    assert "\ue004" in _html("\ue004 \\==a==")

"""Code of a body in colour, where its language is named and known."""

import html
import re

LONGEST_CODE = 50_000
"""Longer code, in characters, stays plain: colouring it would cost more than the rest of the site."""

_BLOCK = re.compile(r'<pre><code class="language-([^"]*)">(.*?)</code></pre>', re.DOTALL)


def coloured(page: str) -> str:
    """Return sanitised HTML with the words of its fenced code marked by class; unknown languages stay plain."""
    return _BLOCK.sub(_block, page) if "language-" in page else page


def _block(match: re.Match[str]) -> str:
    # Loaded when needed: most vaults hold no code.
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    language, code = html.unescape(match[1]), html.unescape(match[2])
    if len(code) > LONGEST_CODE:
        return match[0]
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return match[0]
    inner = highlight(code, lexer, HtmlFormatter(nowrap=True))
    return f'<pre class="hl"><code>{inner}</code></pre>'

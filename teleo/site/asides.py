"""What stands aside of a body's text: footnotes that lead back, and quotations that are a note or a warning."""

import re

REFERENCE_PREFIX = "r-"
"""What stands before the id of the place that first refers to a footnote."""

_FOOTNOTE = '<div class="footnote-definition"'
_EXPLAINED = re.compile(rf'{_FOOTNOTE} id="([^"]*)">(<sup class="footnote-definition-label">)(.*?)</sup>')
_REFERRED = re.compile(r'<sup class="footnote-reference"><a href="#([^"]*)">')
_ALERT = re.compile(r'<blockquote class="markdown-alert-([a-z]+)">')
_CALLOUT = re.compile(
    r"<blockquote>\n<p>\[!([a-zA-Z][a-zA-Z0-9-]*)(?:\|[^\]\n<]*)?\][+-]?[ \t]*([^\n]*?)(?:<br>)?(\n|</p>)"
)
_BOUNDARY = re.compile(r"<(/?)([a-z][a-z0-9]*)")


def with_asides(page: str) -> str:
    """Return sanitised HTML in which footnotes lead back and a note, a warning or the like says so in a word."""
    if _FOOTNOTE in page:
        page = _with_footnotes(page)
    if "<blockquote" in page:
        page = _CALLOUT.sub(_callout, _ALERT.sub(_alert, page))
    return page


def _with_footnotes(page: str) -> str:
    """Let footnotes and the places that refer to them lead to each other.

    What is explained twice is found at the first explanation, which leads back to the first place.
    """
    referred: set[str] = set()
    explained: set[str] = set()

    def reference(match: re.Match[str]) -> str:
        name = match[1]
        own = "" if name in referred else f' id="{REFERENCE_PREFIX}{name}"'
        referred.add(name)
        return f'<sup class="footnote-reference"{own}><a href="#{name}">'

    def footnote(match: re.Match[str]) -> str:
        name, opening, word = match.groups()
        own = "" if name in explained else f' id="{name}"'
        explained.add(name)
        if name in referred:
            word = (
                f'<a href="#{REFERENCE_PREFIX}{name}">{word}<span class="unseen"> back to the text</span></a>'
            )
        return f"{_FOOTNOTE}{own}>{opening}{word}</sup>"

    return _EXPLAINED.sub(footnote, _REFERRED.sub(reference, page))


def _alert(match: re.Match[str]) -> str:
    return f'{match[0]}\n<p class="alert">{match[1].capitalize()}</p>'


def _callout(match: re.Match[str]) -> str:
    kind = match[1].lower()
    opened = sum(-1 if closing else 1 for closing, _ in _BOUNDARY.findall(match[2]))
    if opened:
        return match[0]
    word = match[2].strip() or kind.replace("-", " ").capitalize()
    rest = "\n<p>" if match[3] == "\n" else ""
    return f'<blockquote class="markdown-alert-{kind}">\n<p class="alert">{word}</p>{rest}'

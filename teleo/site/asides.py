"""What stands aside of a body's text: footnotes that lead back, and quotations that are a note or a warning."""

import re

REFERENCE_PREFIX = "r-"
"""What stands before the id of the place that first refers to a footnote."""

_FOOTNOTE = '<div class="footnote-definition"'
_EXPLAINED = re.compile(rf'{_FOOTNOTE} id="([^"]*)">(<sup class="footnote-definition-label">)(.*?)</sup>')
_REFERRED = re.compile(r'<sup class="footnote-reference"><a href="#([^"]*)">')
_ALERT = re.compile(r'<blockquote class="markdown-alert-([a-z]+)">')
_CALLOUT = re.compile(
    r"<blockquote>\n<p>\[!([a-zA-Z][a-zA-Z0-9-]*)(?:\|[^\]\n<]*)?\]([+-]?)[ \t]*([^\n]*?)(?:<br>)?(\n|</p>)"
)
_FOLD = '<details class="fold"'
"""How a note or a warning begins that folds: of `details` that an author writes the class is not kept."""
_QUOTATION = re.compile(rf"<blockquote[^>]*>(\n{_FOLD})?|</blockquote>")
_BOUNDARY = re.compile(r"<(/?)([a-z][a-z0-9]*)")


def with_asides(page: str) -> str:
    """Return sanitised HTML in which footnotes lead back and a note, a warning or the like says so in a word."""
    if _FOOTNOTE in page:
        page = _with_footnotes(page)
    if "<blockquote" in page:
        page = _CALLOUT.sub(_callout, _ALERT.sub(_alert, page))
        if _FOLD in page:
            page = _with_ends_of_folds(page)
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
    """Return the beginning of a note or a warning, without the end of its fold where it has one."""
    kind, fold, title, behind = match[1].lower(), match[2], match[3], match[4]
    opened = sum(-1 if closing else 1 for closing, _ in _BOUNDARY.findall(title))
    if opened:
        return match[0]
    word = title.strip() or kind.replace("-", " ").capitalize()
    is_alone = behind != "\n" and match.string.startswith("\n</blockquote>", match.end())
    if fold and not is_alone:
        state = ' open=""' if fold == "+" else ""
        head = f'{_FOLD}{state}><summary class="alert">{word}</summary>'
    else:
        head = f'<p class="alert">{word}</p>'
    rest = "\n<p>" if behind == "\n" else ""
    return f'<blockquote class="markdown-alert-{kind}">\n{head}{rest}'


def _with_ends_of_folds(page: str) -> str:
    within: list[bool] = []

    def ended(match: re.Match[str]) -> str:
        if not match[0].startswith("</"):
            within.append(match[1] is not None)
            return match[0]
        is_folded = bool(within) and within.pop()
        return f"</details>\n{match[0]}" if is_folded else match[0]

    return _QUOTATION.sub(ended, page)

"""Takes the marks of Markdown out of the text of a link, so that a number is read as a page shows it."""

import re
from dataclasses import dataclass

_BREAK = re.compile(r"[ \t]*\\?(?:\r\n?|\n)[ \t]*(?:>[ \t]*)*")
"""A break between lines, with the mark of a quotation behind it."""
_SPACE = re.compile(
    rf"{_BREAK.pattern}|<br\s*/?>|&(?:nbsp|e[nm]sp|thinsp|#160|#xA0|#8239|#x202F);",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?(?!sup\b)[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?>")
_EMPHASIS = re.compile(r"(?<![\w*`\\])(\*{1,3}|_{1,3}|`|==)(?=[^\s*_`=])[^*_`\n]*(?<=[^\s\\])(\1)(?![*_`=])")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without its marks, each break between lines and each space spelt out being a space.

    `origins` is where each of its characters stood in the text with marks, `marks` where these began.
    """

    text: str
    origins: tuple[int, ...]
    marks: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a part of this text, which is not empty, stood; `None` where a mark stood within it."""
        first, after = self.origins[start], self.origins[end - 1] + 1
        return None if any(first < mark < after for mark in self.marks) else (first, after)


def plain(text: str) -> Plain:
    """Return a text without emphasis, code marks and tags of HTML, as a page shows it.

    What `<sup>` raises is a power or a footnote: it keeps its tags, lest it were read as the digits of a number.
    """
    spaces = [match.span() for match in _SPACE.finditer(text)]
    marks = [match.span() for match in _TAG.finditer(text) if not _SPACE.fullmatch(match.group())]
    marks += [match.span(side) for match in _EMPHASIS.finditer(text) for side in (1, 2)]
    parts: list[str] = []
    origins: list[int] = []
    position = 0
    for (start, end), shown in sorted([(span, " ") for span in spaces] + [(span, "") for span in marks]):
        if start >= position:
            parts += [text[position:start], shown]
            origins += [*range(position, start), *[start] * len(shown)]
            position = end
    shown_text = "".join([*parts, text[position:]])
    return Plain(shown_text, (*origins, *range(position, len(text))), tuple(start for start, _ in marks))


def on_one_line(text: str) -> str:
    """Return a text with a space for each break between lines, its other marks as they are."""
    return _BREAK.sub(" ", text)

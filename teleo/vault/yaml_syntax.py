"""Says why a block is no YAML: at the place where its author went wrong, and with the way out."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

import yaml


class Problem(NamedTuple):
    """What keeps a block from being read, with its start and end in the block."""

    code: str
    start: int
    end: int
    message: str


class _Failure(NamedTuple):
    """An error of the parser: where it gave up, where what it was reading began, and in which words."""

    content: str
    place: int
    opened: int
    context: str
    problem: str

    def line(self, offset: int) -> tuple[int, int]:
        r"""Return where the line of `offset` begins and where it ends; lines end at `\n` only."""
        end = self.content.find("\n", offset)
        return self.content.rfind("\n", 0, offset) + 1, len(self.content) if end < 0 else end


# Patterns are compiled when a block is met that is no YAML: most vaults hold none.
_BREAK = "[\x85\u2028\u2029]"
_ODD_SPACE = "(?m)^[ ]*(?:-|[^\\s:#'\"-][^:\n]*:)([\xa0\u2000-\u200b\u202f\u3000])"
_HALVES = r"(?i)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})"
_OPEN_QUOTE = r"""(?m)(?:^|: |- )[ ]*(["'])(?:(?!\1)[^\n])*$"""
_NAME = r"( *)([^\s:#'\"\[{-][^:\n]*)"
_NAME_WITHOUT_SPACE = r"[\w-]+(:)(?=[^\s:/])"
_OTHER_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\u2022"
_ADVICE = (
    ("escape", "double the backslash, or use single quotes"),
    ("hexdecimal", "double the backslash, or use single quotes"),
    ("mapping values", "quote a value that holds a colon and a space"),
    ("cannot start any token", "quote a value that begins with a special character"),
    ("alphabetic or numeric", "quote a value that begins with & or *"),
    ("comment or line break", "quote a value that begins with > or |"),
    ("sequence entries", "begin the list on a line of its own, or quote the value"),
    ("mapping keys", "quote a value that begins with a question mark"),
    ("end of stream", "close the quote or the bracket"),
    ("quoted scalar", "close the quote or the bracket"),
)


def problem_of(content: str, error: yaml.MarkedYAMLError) -> Problem:
    """Return what keeps `content` from being read, which the parser told by `error`."""
    mark = error.problem_mark or error.context_mark
    place = min(mark.index, len(content)) if mark else 0
    opened = min(error.context_mark.index, place) if error.context_mark else place
    failure = _Failure(content, place, opened, str(error.context or ""), str(error.problem or ""))
    told: Iterable[Problem | None] = (tell(failure) for tell in _TELLERS)
    return next((problem for problem in told if problem is not None), _unknown(failure))


def odd_space(content: str, start: int, end: int) -> Problem | None:
    """Return the first no-break space or the like that stands after the colon of a name, or after a dash."""
    found = re.compile(_ODD_SPACE).search(content, start, end)
    if found is None:
        return None
    message = f"U+{ord(found[1]):04X} stands here where a space is due; write a plain space"
    return Problem("FM102", found.start(1), found.end(1), message)


def _odd_space(failure: _Failure) -> Problem | None:
    start, end = failure.line(failure.opened)
    start, _ = failure.line(max(start - 1, 0))
    return odd_space(failure.content, start, end)


def _tab(failure: _Failure) -> Problem | None:
    if not failure.content.startswith("\t", failure.place):
        return None
    message = "a tab indents this line; indent with spaces"
    return Problem("FM102", failure.place, failure.place + 1, message)


def _byte_order_mark(failure: _Failure) -> Problem | None:
    start, _ = failure.line(failure.place)
    if not failure.content.startswith("\ufeff", start):
        return None
    return Problem("FM105", start, start + 1, "a byte order mark (U+FEFF) stands here; delete it")


def _other_break(failure: _Failure) -> Problem | None:
    """Tell of what only YAML 1.1 takes for the end of a line, on the line where the trouble began."""
    start, _ = failure.line(failure.opened)
    found = re.compile(_BREAK).search(failure.content, start, failure.place)
    if found is None:
        return None
    message = f"U+{ord(found.group()):04X} stands here, where YAML takes the line to end; write a plain space"
    return Problem("FM102", found.start(), found.end(), message)


def _surrogates(failure: _Failure) -> Problem | None:
    """Tell of a character that JSON writes as two halves, which YAML does not join."""
    start = failure.content.rfind("\\", 0, failure.place)
    found = re.compile(_HALVES).match(failure.content, max(start, 0)) if "escape" in failure.problem else None
    if found is None:
        return None
    character = bytes.fromhex(found[1] + found[2]).decode("utf-16-be")
    message = (
        f"{found[0]} is how JSON writes {character}, which YAML does not read; write the character itself"
    )
    return Problem("FM102", found.start(), found.end(), message)


def _quote(failure: _Failure) -> Problem | None:
    """Tell of a quote that runs into the line of the fault, or to the end."""
    content, place = failure.content, failure.place
    start: int | None = None
    if "quoted scalar" in failure.context and "end of stream" in failure.problem:
        start = failure.opened
    else:
        line = content.rfind("\n", 0, place) + 1
        opened = max(re.compile(_OPEN_QUOTE).finditer(content, 0, line), key=re.Match.start, default=None)
        if opened and opened[1] not in content[opened.end() : line] and opened[1] in content[line:place]:
            start = opened.start(1)
    if start is None:
        return None
    return Problem("FM102", start, start + 1, "a quote opens here and does not close on its line; close it")


def _bracket(failure: _Failure) -> Problem | None:
    is_open = "expected ',' or" in failure.problem and "\n" in failure.content[failure.opened : failure.place]
    if not is_open:
        return None
    return Problem(
        "FM102", failure.opened, failure.opened + 1, "a bracket opens here and does not close; close it"
    )


def _after_the_end(failure: _Failure) -> Problem | None:
    """Tell of text behind a quote or a bracket that closed."""
    start, end = failure.line(failure.place)
    before = failure.content[start : failure.place].rstrip()
    if "did not find expected" not in failure.problem or before[-1:] not in ("'", '"', "]", "}"):
        return None
    sign = "quote" if before[-1] in "'\"" else "bracket"
    message = f"text follows the {sign} that closes the value; put the whole value in quotes"
    return Problem("FM102", failure.place, max(end, failure.place + 1), message)


def _column(failure: _Failure) -> Problem | None:
    """Tell of a line that begins where none is due: in another column than those above, or an entry of no list."""
    start, _ = failure.line(failure.place)
    is_first = not failure.content[start : failure.place].strip(" ")
    if "did not find expected key" not in failure.problem or not is_first:
        return None
    if failure.content.startswith(("- ", "-\n", "-\r"), failure.place):
        message = "an entry begins here, and the field above has a value; give the list a name of its own"
    elif failure.place > start:
        message = "this line begins in another column than those above; line it up with them"
    else:
        return None
    return Problem("FM102", failure.place, failure.place + 1, message)


def _no_field(failure: _Failure) -> Problem | None:
    """Tell of a line that is neither a field nor an entry, which the parser notices one line too late."""
    if "could not find expected ':'" in failure.problem:
        return _line_without_name(failure.content, *failure.line(failure.opened))
    start, _ = failure.line(failure.place)
    name = re.compile(_NAME).fullmatch(failure.content, start, failure.place)
    if "mapping values" not in failure.problem or name is None or start == 0:
        return None
    if name[1]:
        message = "this line goes on from the value above; put it in the column of the other fields, or quote the value"
        return Problem("FM102", name.start(2), name.end(2), message)
    return _line_without_name(failure.content, *failure.line(start - 1))


def _line_without_name(content: str, start: int, end: int) -> Problem | None:
    source = content[start:end].rstrip()
    text = source.lstrip(" ")
    first = start + len(source) - len(text)
    if not text or text.startswith("#") or re.search(r":(?:\s|$)", text):
        return None
    if text[0] in _OTHER_DASHES and text[1:2] in (" ", "\xa0"):
        message = f"U+{ord(text[0]):04X} is no dash that begins an entry; write `- `"
        return Problem("FM102", first, first + 1, message)
    if text[0] == "-" and text[1:2] != "-":
        return Problem("FM102", first, first + 1, "a dash begins an entry with a space after it; write `- `")
    if colon := re.match(_NAME_WITHOUT_SPACE, text):
        place = first + colon.start(1)
        return Problem(
            "FM102", place, place + 1, "a colon ends a name with a space after it; write `name: value`"
        )
    message = "this line is no field; write `name: value`, or indent it as part of the value above"
    return Problem("FM102", first, start + len(source), message)


def _unknown(failure: _Failure) -> Problem:
    said = " ".join(part for part in (failure.context, failure.problem) if part)
    words = f"{failure.problem} {failure.context}"
    advice = next((advice for sign, advice in _ADVICE if sign in words), "mend the line or quote its value")
    return Problem("FM102", failure.place, failure.place + 1, f"not YAML: {said}; {advice}")


_TELLERS: tuple[Callable[[_Failure], Problem | None], ...] = (
    _tab,
    _byte_order_mark,
    _other_break,
    _odd_space,
    _surrogates,
    _quote,
    _bracket,
    _after_the_end,
    _column,
    _no_field,
)

"""Reads a selector's text into terms; every complaint points at the character."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from teleo.errors import TeleoError

_SEPARATORS = " \t\n,"
_BEFORE = re.compile(r"(@)|(\d*)\+")
_AFTER = re.compile(r"\+(\d*)$")
_METHOD = re.compile(r"([A-Za-z_]+):(?!/)")


class SelectorError(TeleoError):
    """A selector cannot be read or names nothing; `offset` counts characters of `text` from 0."""

    def __init__(self, text: str, offset: int, problem: str) -> None:
        super().__init__(
            f"in the selector, at character {offset + 1}: {problem}\n  {text}\n  {' ' * offset}^"
        )
        self.text = text
        self.offset = offset
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Term:
    """One note or one method with what to take along of its premises and dependents.

    `start` and `value_start` are offsets into `text`, the whole selector. A depth of `None` has no limit.
    """

    text: str
    value: str
    start: int
    method: str = ""
    value_start: int = 0
    is_at: bool = False
    has_premises: bool = False
    premise_depth: int | None = None
    has_dependents: bool = False
    dependent_depth: int | None = None


def parse(text: str, is_name: Callable[[str], bool] = lambda _name: False) -> tuple[tuple[Term, ...], ...]:
    """Return the union's parts in order, each the terms that are intersected.

    Args:
        text: the selector.
        is_name: whether a text names a note as it stands. If the whole selector does, or does between its
            operators, it is that note's name, so that a title needs no quotes of its own.

    Raises:
        SelectorError: the text does not follow the grammar.
    """
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    if start < end and any(character in text[start:end] for character in _SEPARATORS):
        if is_name(text[start:end]):
            return ((Term(text, text[start:end], start),),)
        whole = _whole(text, start, end)
        if whole is not None and not whole.method and is_name(whole.value):
            return ((whole,),)
    return _groups(text)


def whole_term(text: str) -> Term | None:
    """Return a text as one term, with its operators but never a method; nothing where it follows no grammar at all."""
    start = len(text) - len(text.lstrip())
    whole = _whole(text, start, len(text.rstrip()))
    return Term(text, text.strip(), start) if whole is not None and whole.method else whole


def _whole(text: str, start: int, end: int) -> Term | None:
    """Return a text of several words as one term, or nothing where only its parts can be terms."""
    try:
        return _term(text, start, end)
    except SelectorError:
        return None


def _groups(text: str) -> tuple[tuple[Term, ...], ...]:
    groups: list[list[Term]] = []
    is_joined = False
    position = 0
    while position < len(text):
        character = text[position]
        if character == ",":
            if is_joined or not groups or text[position - 1].isspace():
                raise SelectorError(text, position, "a comma stands between two terms, without spaces")
            is_joined = True
            position += 1
        elif character.isspace():
            if is_joined:
                raise SelectorError(text, position, "after a comma a term must follow, without a space")
            position += 1
        else:
            end = _end(text, position)
            term = _term(text, position, end)
            if is_joined:
                groups[-1].append(term)
            else:
                groups.append([term])
            is_joined = False
            position = end
    if is_joined:
        raise SelectorError(text, len(text), "after a comma a term must follow")
    if not groups:
        raise SelectorError(text, 0, "the selector is empty")
    return tuple(map(tuple, groups))


def _end(text: str, start: int) -> int:
    """Return where the term that begins at `start` ends: at a space or comma outside quotes."""
    position = start
    while position < len(text) and text[position] not in _SEPARATORS:
        if text[position] in "\"'" and _opens(text, start, position):
            closing = text.find(text[position], position + 1)
            if closing < 0:
                raise SelectorError(text, position, "this quote is never closed")
            position = closing
        position += 1
    return position


def _opens(text: str, start: int, position: int) -> bool:
    """Whether the quote at `position` opens a quoted value, and is no apostrophe within a word."""
    return position == start or text[position - 1] in "+@:"


def _term(text: str, start: int, end: int) -> Term:
    at, premises, depth, inner = False, False, None, start
    if before := _BEFORE.match(text, start, end):
        inner = before.end()
        at = before.group(1) is not None
        premises = not at
        depth = int(before.group(2)) if before.group(2) else None
    after = _AFTER.search(text[inner:end])
    stop = inner + after.start() if after else end
    if at and after:
        raise SelectorError(text, stop, "`@` takes the dependents along already; leave out this `+`")
    method = _METHOD.match(text, inner, stop)
    value_start = method.end() if method else inner
    value = text[value_start:stop]
    if value[:1] in ("'", '"') and len(value) > 1 and value[-1] == value[0]:
        value = value[1:-1]
    if not value.strip():
        what = f"a value for {method.group(1)!r}" if method else "the name of a note or a method"
        raise SelectorError(text, value_start, f"{what} is missing here")
    return Term(
        text,
        value,
        inner,
        method.group(1) if method else "",
        value_start,
        at,
        premises,
        depth,
        after is not None,
        int(after.group(1)) if after and after.group(1) else None,
    )

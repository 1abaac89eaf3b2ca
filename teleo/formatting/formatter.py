"""Formats the frontmatter of a whole file, or refuses and says where and why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from teleo.errors import TeleoError
from teleo.formatting.canonical import BREAKS_OF_1_1, canonical
from teleo.formatting.events import Meaning, UnreadableBlockError, events_of, meaning_of
from teleo.formatting.sound import sound_outline
from teleo.vault.fences import split

if TYPE_CHECKING:
    from teleo.model import Fault

_BOM = b"\xef\xbb\xbf"
_NO_BREAK_IN_1_2 = str.maketrans(dict.fromkeys(BREAKS_OF_1_1, "\ufffc"))


class FormattingRefusedError(TeleoError):
    """A text has no canonical form; `refusals` say where and why, in spans of the text without its mark."""

    def __init__(self, text: str, refusals: tuple["Fault", ...]) -> None:
        first = refusals[0]
        line = text.count("\n", 0, first.span.start) + 1
        super().__init__(f"line {line}: {first.message}")
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text in canonical form; where it was refused, the text as it was and the reasons."""

    text: str
    refusals: tuple["Fault", ...] = ()


@dataclass(frozen=True, slots=True)
class FormattedBytes:
    """The bytes of a file in canonical form; where it was refused, as they were and the reasons."""

    data: bytes
    refusals: tuple["Fault", ...] = ()


def format_text(text: str) -> Formatted:
    """Return `text` with its frontmatter in canonical form, which loads to the same values.

    Only lines of block lists under top-level fields change. A text without frontmatter is canonical.
    """
    block = split(text).block
    if block is None:
        return Formatted(text)
    outline = sound_outline(text)
    if outline is None:
        return Formatted(text, _refusals(text.encode("utf-8")))
    content = canonical(outline)
    if content == outline.content:
        return Formatted(text)
    if not says_the_same(outline.content, content):
        return Formatted(text, _refusal_to_change(block.start))
    return Formatted(text[: block.start] + content + text[block.end :])


def format_bytes(raw: bytes, form: Callable[[str], Formatted] = format_text) -> FormattedBytes:
    """Return the bytes of a file with its frontmatter in canonical form; byte order mark and body are kept.

    `form` is what is done to its text. Spans of refusals count characters of the text without its byte order mark.
    """
    mark = _BOM if raw.startswith(_BOM) else b""
    try:
        text = raw[len(mark) :].decode("utf-8")
    except UnicodeDecodeError:
        return FormattedBytes(raw, _refusals(raw))
    if "\0" in text:
        return FormattedBytes(raw, _refusals(raw))
    formatted = form(text)
    if formatted.refusals or formatted.text == text:
        return FormattedBytes(raw, formatted.refusals)
    return FormattedBytes(mark + formatted.text.encode("utf-8"))


def says_the_same(old: str, new: str) -> bool:
    """Return whether two blocks load to the same values by YAML 1.1 and by YAML 1.2."""
    readings = [(old, new)]
    if any(mark in old for mark in BREAKS_OF_1_1):
        readings.append((old.translate(_NO_BREAK_IN_1_2), new.translate(_NO_BREAK_IN_1_2)))
    return all(_meaning(left) == _meaning(right) for left, right in readings)


def _meaning(content: str) -> Meaning | None:
    try:
        return meaning_of(events_of(content))
    except UnreadableBlockError:
        return None


def _refusals(raw: bytes) -> tuple["Fault", ...]:
    # Loaded on a refusal alone: reading faults takes a quarter of the time that a cold start may take.
    from teleo.formatting.refusals import refusals_of

    return refusals_of(raw)


def _refusal_to_change(offset: int) -> tuple["Fault", ...]:
    from teleo.formatting.refusals import refusal_to_change

    return refusal_to_change(offset)

"""Finds the numbers in texts that links bind to quantities, and holds each against its quantity."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from teleo.calculators import calculator
from teleo.model import Link, LinkKind, Note, Span
from teleo.quantities.amounts import OTHER_CURRENCIES
from teleo.quantities.declaration import GIVEN
from teleo.quantities.errors import UnitMismatchError
from teleo.quantities.foreign import has_foreign_word
from teleo.quantities.markup import on_one_line, plain
from teleo.quantities.outside import is_bare, outside, says_more
from teleo.quantities.phrase import Phrase
from teleo.quantities.phrase_unit import has_dimension, is_like_a_unit, is_time, refuse_change
from teleo.quantities.presence import PREFIX, is_bound
from teleo.quantities.problem import Problem
from teleo.quantities.result import BoundNumber, Key, Result, Span90, Verdict
from teleo.quantities.slot import Template
from teleo.quantities.unread import has_unread
from teleo.quantities.written import agrees, is_of_calendar, read_phrase, rewritten, single, template_of
from teleo.vault.reader import Vault

_KEY_BELOW = re.compile(r"(?:^[ \t]+|[{,][ \t]*)['\"]?([\w-]+)['\"]?[ \t]*:", re.MULTILINE)
_FAR = 100.0
"""Times that a number without a unit may be off before it is taken to be in another."""
_LEAST = 1e-200
"""What is nearer to zero is a strict bound at zero itself."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A link to a quantity: the span of its text, what its address names, and what may belong to its number before
    and behind it.
    """

    note: str
    span: Span
    shown: str
    target: str
    id: str
    input: str
    outside: tuple[str, str] = ("", "")


def bindings(note: Note) -> Iterator[Binding]:
    """Yield the links to quantities in a note, in order."""
    for link in note.links:
        if is_bound(link):
            text = note.document.text
            span = label_span(text, link)
            id_, _, name = link.fragment.removeprefix(PREFIX).partition(".")
            around = outside(text, link.span.start, link.span.end)
            yield Binding(note.id, span, text[span.start : span.end], link.target, id_, name, around)


def bound_numbers(
    vault: Vault, results: Mapping[Key, Result]
) -> tuple[tuple[BoundNumber, ...], dict[str, list[Problem]]]:
    """Return the numbers of all texts with what they are bound to, and what is wrong with them by note id."""
    numbers: list[BoundNumber] = []
    problems: dict[str, list[Problem]] = {}
    for note in vault.notes:
        for binding in bindings(note):
            found = _held(vault, note, binding, results)
            if isinstance(found, Problem):
                problems.setdefault(note.id, []).append(found)
            elif found is not None:
                numbers.append(found)
                if not found.agrees:
                    problems.setdefault(note.id, []).append(_stale(found, results[found.target]))
    return tuple(numbers), problems


def label_span(text: str, link: Link) -> Span:
    """Return the span of the text of a link, without its brackets."""
    start, end = link.span.start, link.span.end
    if link.kind is LinkKind.WIKILINK:
        bar = text.rfind("|", start, end)
        return Span(bar + 1 if bar >= 0 else start + 2, end - 2)
    depth, position = 0, start
    while position < end:
        character = text[position]
        if character == "\\":
            position += 1
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if not depth:
                break
        position += 1
    return Span(start + 1, min(position, end))


def _held(
    vault: Vault, note: Note, binding: Binding, results: Mapping[Key, Result]
) -> BoundNumber | Problem | None:
    owner = _owner(vault, note, binding)
    if isinstance(owner, Problem):
        return owner
    result = results.get((owner, binding.id))
    if result is None:
        if _is_unread(vault.by_id[owner], binding.id):
            return None
        where = "this note" if owner == note.id else repr(owner)
        return Problem("QU905", binding.span, f"is bound to {binding.id!r}, which {where} does not declare")
    target = _numbers(result, binding.input)
    if target is None:
        if binding.input and result.input(binding.input) is None:
            known = ", ".join(each.name for each in result.inputs) or "none"
            message = f"is bound to the input {binding.input!r} of {binding.id!r}, whose inputs are {known}"
            return Problem("QU905", binding.span, message)
        return None
    return _compared(binding, result, *target)


def _is_unread(note: Note, id_: str) -> bool:
    """Return whether an id stands in a block of which not all could be read; that is what is wrong then."""
    block = note.document.block
    is_partly_read = any(fault.code in ("FM102", "FM104") for fault in note.document.faults)
    if block is None or not (is_partly_read or has_unread(note.document)):
        return False
    return id_ in _keys_below(note.document.text, block)


@lru_cache(maxsize=4)
def _keys_below(text: str, block: Span) -> frozenset[str]:
    """Return what stands before a colon at the beginning of the indented lines of a block and in its braces."""
    return frozenset(match[1] for match in _KEY_BELOW.finditer(text, block.start, block.end))


def _owner(vault: Vault, note: Note, binding: Binding) -> str | Problem:
    if not binding.target:
        return note.id
    resolution = vault.resolver.resolve_path(binding.target, note.id)
    if resolution.id is None:
        return Problem(
            "QU905", binding.span, f"is bound to a quantity of {binding.target!r}, which is no one note"
        )
    return resolution.id


def _numbers(result: Result, name: str) -> tuple[Span90, str] | None:
    """Return the numbers that a text can be held against, and their unit."""
    if name:
        entry = result.input(name)
        return None if entry is None or entry.numbers is None else (entry.numbers, entry.unit)
    if result.verdict is Verdict.GIVEN and result.stated_set is not None and result.value is None:
        ends = result.stated_set
        # The set is a hair wider than what was stated; the text is held against that.
        edge = float(f"{ends.low if ends.low > float('-inf') else ends.high:.8g}")
        edge = edge if abs(edge) > _LEAST else 0.0
        return Span90(edge, edge, edge), result.unit
    if result.value is None or result.low is None or result.high is None:
        return None
    return Span90(result.value, result.low, result.high), result.unit


def _compared(binding: Binding, result: Result, numbers: Span90, unit: str) -> BoundNumber | Problem | None:
    phrase = read_phrase(binding.shown)
    before, behind = binding.outside
    sentence = before + binding.shown + behind
    if phrase is None or not is_bare(phrase):
        behind = ""
    has_currency = before.rstrip().endswith(tuple(OTHER_CURRENCIES))
    if phrase is None or has_currency or (behind and has_foreign_word(binding.shown + behind)):
        shown = binding.shown if phrase is None or has_currency else f"{binding.shown}{behind}".rstrip()
        message = (
            f"is bound to {binding.id!r} but {shown!r} holds no one number or range to compare; "
            "write it as 35%, 2.1 million or 2 to 5 years"
        )
        return Problem("QU904", binding.span, message)
    values = (numbers.value,) if len(phrase.numerals) == 1 else (numbers.low, numbers.high)
    each = "" if binding.input else _of_each(result)
    try:
        refuse_change(plain(sentence).text, unit)
        held = _weighed(phrase, values, unit, each, (before, behind))
    except UnitMismatchError as error:
        return Problem("QU902", binding.span, f"the text {binding.shown!r} {error}")
    return BoundNumber(binding.note, binding.span, binding.shown, result.key, binding.input, *held)


def _weighed(
    phrase: Phrase, values: tuple[float, ...], unit: str, each: str, around: tuple[str, str]
) -> tuple[bool, str, Template]:
    """Return what `_held_against` does of a text with as much of what stands around its link as belongs to it.

    Raises:
        UnitMismatchError: a unit of another dimension belongs to it, or stands beside it where it is stale.
    """
    whole = read_phrase(around[0] + phrase.text + around[1])
    if whole is None or not says_more(whole, phrase):
        return _held_alone(phrase, values, unit, each, around[0])
    held = _held_within(whole, values, unit, each, around)
    if held is not None:
        return held
    held = _held_alone(phrase, values, unit, each, around[0])
    has_unit = bool(phrase.numerals[0].currency)
    if not (held[0] or has_unit) and has_dimension(unit) and has_dimension(whole.unit):
        raise UnitMismatchError(whole.unit, unit)
    return held


def _held_alone(
    phrase: Phrase, values: tuple[float, ...], unit: str, each: str, before: str
) -> tuple[bool, str, Template]:
    """Return what `_held_against` does of a text of which nothing around its link says the unit.

    Raises:
        UnitMismatchError: it says none itself and is so far off that it must be meant in another, as the heading of
            a table may say, or in percent.
    """
    held = _held_against(phrase, values, unit, each, before)
    last, value = phrase.numerals[-1], abs(values[-1])
    if held[0] or phrase.unit or last.currency or phrase.numerals[0].currency or last.is_percent:
        return held
    written = abs(last.value) * last.scale
    if unit in ("fraction", "probability") and value <= 1.0 < written:
        raise UnitMismatchError("no unit", "%")
    if has_dimension(unit) and value and written and not 1.0 / _FAR < written / value < _FAR:
        raise UnitMismatchError("no unit", unit)
    return held


def _held_within(
    whole: Phrase, values: tuple[float, ...], unit: str, each: str, around: tuple[str, str]
) -> tuple[bool, str, Template] | None:
    """Return what `_held_against` does of a text with what stands around its link, cut to the text; nothing where the
    words around it do not fit the quantity.

    Raises:
        UnitMismatchError: they look like a unit of it, or make a share or a factor of the number.
    """
    try:
        does_agree, expected, template = _held_against(whole, values, unit, each)
    except UnitMismatchError:
        is_factor = whole.numerals[-1].is_percent or whole.unit.startswith("x/")
        if is_factor or is_like_a_unit(whole.unit):
            raise
        return None
    before, behind = (on_one_line(each) for each in around)
    parts = list(template)
    if before and isinstance(parts[0], str):
        parts[0] = parts[0].removeprefix(before)
    if behind and isinstance(parts[-1], str):
        parts[-1] = parts[-1].removesuffix(behind)
    cut = tuple(part for part in parts if part != "")
    return does_agree, expected.removeprefix(around[0]).removesuffix(around[1]), cut


def _held_against(
    phrase: Phrase, values: tuple[float, ...], unit: str, each: str, before: str = ""
) -> tuple[bool, str, Template]:
    """Return whether a text agrees, what it should be, and its template; its unit may name what one result is of.

    A range becomes the one number of a model without uncertainty, unless the words before it want two.
    """
    try:
        does_agree = agrees(phrase, values, unit)
        if not does_agree and is_of_calendar(phrase) and is_time(unit):
            raise UnitMismatchError("years of the calendar", unit)
        one = single(phrase, before) if not does_agree and values[0] == values[-1] else None
        phrase, values = (phrase, values) if one is None else (one, values[:1])
        return does_agree, rewritten(phrase, values, unit), template_of(phrase, unit)
    except UnitMismatchError as error:
        if not each:
            raise
        try:
            return _held_against(phrase, values, f"{unit}/{each}", "", before)
        except UnitMismatchError:
            raise error from None


def _of_each(result: Result) -> str:
    """Return what one result is of, as `query` for the energy of one answer; nothing where nobody names it."""
    if result.calculator == GIVEN or not result.output:
        return ""
    return next(each.of_each for each in calculator(result.calculator).outputs if each.name == result.output)


def _stale(number: BoundNumber, result: Result) -> Problem:
    name = f"{result.quantity}.{number.input}" if number.input else result.quantity
    where = "" if result.note == number.note else f" of {result.note!r}"
    message = f"the text says {number.shown!r}, recomputed {number.expected!r} ({name}{where})"
    return Problem("QU904", number.span, message, number.expected)

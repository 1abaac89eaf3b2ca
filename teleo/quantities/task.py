"""Turns a declaration into a task: a calculator with an input of the right kind for each of its names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from teleo.calculators import (
    Calculator,
    Input,
    Kind,
    Output,
    PluginError,
    UnitError,
    UnknownCalculatorError,
    calculator,
)
from teleo.model import Span, Value
from teleo.quantities.amounts import read_amount, unit_named
from teleo.quantities.declaration import GIVEN, Declaration, Written
from teleo.quantities.distribution import Spread
from teleo.quantities.errors import UnitMismatchError, ValueTextError
from teleo.quantities.problem import Problem
from teleo.quantities.show import unit_words
from teleo.quantities.spread import spread_of
from teleo.quantities.units import PERCENT
from teleo.quantities.values import Form, Reading, read_value

_REFERENCE = re.compile(r"=\s*(?:(?P<claim>.*)#)?(?P<id>[^\s#.]+)(?:\.(?P<output>\w+))?\s*")


@dataclass(frozen=True, slots=True)
class Reference:
    """An input that is the result of another quantity, as written: `= id`, `= claim#id` or `= id.output`."""

    claim: str
    id: str
    output: str
    span: Span

    @property
    def title(self) -> str:
        """The name of the other claim, without the brackets of a wikilink."""
        return self.claim.strip().removeprefix("[[").removesuffix("]]").strip()


@dataclass(frozen=True, slots=True)
class Structure:
    """An input that is no number: a choice by name, a table of resources, a list of mechanisms."""

    value: Any


Source = Spread | Reference | Structure


@dataclass(slots=True)
class Task:
    """What is to be computed for one quantity, in the units of its calculator.

    `given` stands in for a calculator. `problems` that `is_blocked` marks keep it from being computed; `misfits`
    are those among them of inputs whose unit has another dimension. `is_undefined` says that it is well stated and has
    no result for the values that its inputs have. `drawn_under` is the id of the note under which samples are drawn,
    where it is another than the note's own.
    """

    declaration: Declaration
    calculator: Calculator | None = None
    output: Output | None = None
    given: Spread | None = None
    stated: Reading | None = None
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    is_blocked: bool = False
    is_undefined: bool = False
    misfits: list[UnitError] = field(default_factory=list)
    drawn_under: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The ids of the note and of the quantity."""
        return self.declaration.note, self.declaration.id

    @property
    def unit(self) -> str:
        """The unit in which the value is computed."""
        if self.output is not None:
            return self.output.unit
        unit = unit_named(self.declaration.text("unit")) or (_own_unit(self.stated) if self.stated else "")
        return "fraction" if unit in PERCENT else unit

    @property
    def is_point(self) -> bool:
        """Whether nothing that the task itself states is uncertain."""
        own = (source for source in self.sources.values() if isinstance(source, Spread))
        return all(source.is_point for source in own) and (self.given is None or self.given.is_point)

    def block(self, code: str, span: Span, message: str) -> None:
        """Note a problem that keeps the quantity from being computed."""
        self.problems.append(Problem(code, span, message))
        self.is_blocked = True

    def leave_undefined(self, code: str, span: Span, message: str) -> None:
        """Note that there is no result for the values that the inputs have."""
        self.block(code, span, message)
        self.is_undefined = True


def kind_of(output: Output) -> str:
    """Return what an output is that is not one number: a list or a word; nothing for one that is."""
    if output.per:
        return "list"
    return "word" if output.choices else ""


def task_of(declaration: Declaration) -> Task:
    """Return the task that a declaration states; what is wrong with it is in its problems."""
    task = Task(declaration, problems=list(declaration.problems))
    if not declaration.terms and not declaration.inputs:
        task.is_blocked = True
        if not declaration.problems:
            task.block(
                "QU901", declaration.span, f"{declaration.id} is empty; give it `calc`, and `in` or `stated`"
            )
        return task
    _read_stated(task)
    name = declaration.text("calc")
    if not name:
        task.block(
            "QU901", declaration.span, f"{declaration.id} has no `calc`; name a calculator, or `given`"
        )
    elif name == GIVEN:
        _take_given(task)
    else:
        _take_calculator(task, name)
    return task


def _read_stated(task: Task) -> None:
    if not task.declaration.text("stated"):
        return
    try:
        stated = read_value(task.declaration.text("stated"))
        is_percent = task.declaration.text("unit") in PERCENT
        task.stated = _in_percent(stated) if is_percent else stated
    except ValueTextError as error:
        task.problems.append(Problem("QU901", task.declaration.place("stated"), f"stated: {error}"))


def _take_given(task: Task) -> None:
    declaration = task.declaration
    if declaration.inputs:
        message = "a given value takes no inputs; put it under `stated`"
        task.problems.append(Problem("QU901", declaration.span, message))
    if not declaration.text("stated") and not declaration.problems:
        task.block(
            "QU901", declaration.span, f"{declaration.id} is given but not `stated`; write its value there"
        )
    if task.stated is None:
        task.is_blocked = True
        return
    if task.unit not in ("", "calendar year") and any(amount.date for amount in task.stated.amounts):
        message = (
            f"stated {task.stated.text!r} is a date, but `unit` asks for {task.unit!r}; leave `unit` out"
        )
        task.block("QU902", declaration.place("unit"), message)
        return
    if task.stated.form in (Form.AT_LEAST, Form.AT_MOST):
        return
    try:
        task.given = spread_of(task.stated, task.unit)
    except ValueTextError as error:
        task.block("QU901", declaration.place("stated"), f"stated {error}")
    except UnitMismatchError as error:
        task.block("QU902", declaration.place("stated"), f"stated {error}")


def _take_calculator(task: Task, name: str) -> None:
    declaration = task.declaration
    try:
        task.calculator = found = calculator(name)
    except (UnknownCalculatorError, PluginError) as error:
        task.block("QU901", declaration.place("calc"), str(error))
        return
    task.output = _output(task, found)
    if declaration.problems and not declaration.inputs:
        task.is_blocked = True
        return
    for each in found.inputs:
        if each.name not in declaration.inputs and each.omitted is None:
            message = f"{name} needs the input {each.name} ({each.purpose}): {each.allowed}"
            task.block("QU901", declaration.span, message)
    names = [each.name for each in found.inputs]
    for given, written in declaration.inputs.items():
        if given not in names:
            near = get_close_matches(given, names, n=1, cutoff=0.5)
            advice = f"did you mean {near[0]!r}?" if near else f"its inputs are {', '.join(names)}"
            if written.value is None and given[:1].isdecimal():
                advice = "a comma parts inputs; write a decimal comma as a point, as in `1.5`"
            task.block("QU901", written.span, f"{name} has no input {given!r}; {advice}")
        elif written.value is not None or found.input(given).omitted is None:
            _take_input(task, found.input(given), written)


def _output(task: Task, found: Calculator) -> Output:
    name = task.declaration.text("output")
    by_name = {output.name: output for output in found.outputs}
    if name and name not in by_name:
        message = f"{found.name} has no output {name!r}; its outputs are {', '.join(by_name)}"
        task.block("QU901", task.declaration.place("output"), message)
    return by_name.get(name, found.outputs[0])


def _take_input(task: Task, entry: Input, written: Written) -> None:
    """Add one source to a task, or the problem that keeps it from being read."""
    try:
        task.sources[entry.name] = _source(entry, written)
    except ValueTextError as error:
        task.block("QU901", written.span, f"{entry.name}: {error}")
    except UnitMismatchError as error:
        task.misfits.append(UnitError(entry.name, error.found, error.wanted))
        task.block("QU902", written.span, f"{entry.name} {error}")


def _source(entry: Input, written: Written) -> Source:
    text = written.text
    if text.startswith("="):
        match = _REFERENCE.fullmatch(text)
        if match is None:
            raise ValueTextError(text, "is no reference; write `= id` or `= title of a claim#id`")
        return Reference(match["claim"] or "", match["id"], match["output"] or "", written.span)
    if not entry.is_number:
        return Structure(_plain(written.value))
    if not text:
        raise _no_number(entry, written.value)
    reading = read_value(text)
    if any(amount.date for amount in reading.amounts):
        raise ValueTextError(text, f"is a date, and the input wants a number; allowed: {entry.allowed}")
    spread = spread_of(reading, entry.unit)
    for value in spread.named:
        if not _bounds_hold(entry, value):
            named = f"{value:.6g} {unit_words(entry.unit, is_one=value == 1.0)}".rstrip()
            raise ValueTextError(text, f"is {named}; allowed: {entry.allowed_for(value)}")
    return spread


def _no_number(entry: Input, value: Value) -> ValueTextError:
    if value in (None, ""):
        return ValueTextError("", f"is no number; allowed: {entry.allowed}")
    if isinstance(value, list) and len(value) == 2 and all(isinstance(each, str) for each in value):
        return ValueTextError(
            f"[{value[0]}, {value[1]}]", f"is a list; write an interval as `{value[0]} to {value[1]}`"
        )
    shown = "[…]" if isinstance(value, list) else "{…}"
    return ValueTextError(shown, f"is no number; allowed: {entry.allowed}")


def _bounds_hold(entry: Input, value: float) -> bool:
    above = value > entry.low if entry.low_open else value >= entry.low
    below = value < entry.high if entry.high_open else value <= entry.high
    return above and below and (entry.kind is not Kind.INTEGER or value == int(value))


def _plain(value: Value) -> Any:
    """Return a nested value with its numbers as floats, as calculators of resources take it."""
    if isinstance(value, Mapping):
        return {key: each if key == "name" else _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, str):
        try:
            return read_amount(value).value
        except ValueTextError:
            return value
    return value


def _in_percent(reading: Reading) -> Reading:
    """Return a value whose bare numbers are percentages, as its unit says."""
    amounts = tuple(
        amount
        if amount.unit or amount.is_percent
        else replace(amount, value=amount.value / 100.0, is_percent=True)
        for amount in reading.amounts
    )
    return replace(reading, amounts=amounts)


def _own_unit(reading: Reading) -> str:
    first = reading.amounts[0]
    return "fraction" + first.unit if first.is_percent else first.unit

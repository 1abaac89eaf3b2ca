"""Runs one calculator on values as people write them, without a vault."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from teleo.calculators import (
    Calculator,
    Input,
    InputError,
    Kind,
    Output,
    OverlapError,
    ResultError,
    calculator,
)
from teleo.calculators.mechanisms import mechanisms_of, overlaps
from teleo.errors import TeleoError
from teleo.model import Span
from teleo.quantities.amounts import unit_named
from teleo.quantities.declaration import Declaration, Written
from teleo.quantities.distribution import Spread
from teleo.quantities.errors import UnitMismatchError
from teleo.quantities.plan import Plan
from teleo.quantities.result import Span90
from teleo.quantities.task import Reference, Structure, Task, task_of
from teleo.quantities.units import PERCENT, factor_between, factor_to_result

NOWHERE = Span(0, 0)


class RunError(TeleoError):
    """A calculator cannot be run on what it was given; `problems` are sentences."""

    def __init__(self, name: str, problems: tuple[str, ...]) -> None:
        super().__init__("\n  ".join((f"{name} cannot be run", *problems)))
        self.name = name
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Answer:
    """One output: its median, 5th and 95th percentile in `unit`; all three are the same without uncertainty.

    `value` is a word for an output that is a kind and no amount. `numbers` holds the medians of one that has a
    number for each item of an input, and `items` their names; without numbers the items themselves are the answer.
    """

    name: str
    unit: str
    value: float | str | None
    low: float | None
    high: float | None
    numbers: tuple[float, ...] = ()
    items: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the answer as JSON prints it."""
        value = self.value if self.value is not None else list(self.numbers or self.items)
        answer = {"value": value, "unit": self.unit, "low": self.low, "high": self.high}
        return answer | ({"items": list(self.items)} if self.numbers else {})


@dataclass(frozen=True, slots=True)
class Run:
    """What a calculator answered, and sentences on inputs for which its formula was not made."""

    answers: tuple[Answer, ...]
    cautions: tuple[str, ...]


def run(name: str, given: Mapping[str, str], samples: int, *, unit: str = "", defaults: bool = False) -> Run:
    """Return the outputs of a calculator, in their declared order, then the overlaps of its mechanisms.

    Args:
        name: of the calculator.
        given: inputs as a note would write them: `80 GB`, `2 to 5`.
        samples: how many are drawn when a value is uncertain.
        unit: wanted for the outputs that it fits; the others, and all when it is empty, have their declared units.
        defaults: inputs that are not given take their plausible values.

    Raises:
        UnknownCalculatorError: there is none of this name.
        UnitError: an input is in a unit of another dimension, and nothing else is wrong.
        RunError: an input is missing, unknown, cannot be read or is out of range, or the unit fits no output.
    """
    found = calculator(name)
    texts = {**(_defaults(found) if defaults else {}), **given}
    inputs = {key: Written(text, NOWHERE) for key, text in texts.items()}
    task = task_of(Declaration("", "run", NOWHERE, {"calc": Written(name, NOWHERE)}, inputs))
    for key, source in task.sources.items():
        if isinstance(source, Reference):
            task.block(
                "QU905", NOWHERE, f"{key} refers to a quantity, but no vault is read here; write a number"
            )
    if task.is_blocked and len(task.misfits) == len(task.problems):
        raise task.misfits[0]
    if task.is_blocked:
        raise RunError(name, _problems(task))
    values = _point(found, task) if task.is_point else _sampled(task, samples)
    mechanisms = {key: mechanisms_of(key, value) for key, value in _mechanisms(found, task)}
    items = {key: tuple(each["name"] for each in entries) for key, entries in mechanisms.items()}
    shown = {output.name: _shown(output, unit) for output in found.outputs}
    if unit and not any(shown.values()):
        units = " or ".join(dict.fromkeys(repr(output.unit) for output in found.outputs if output.unit))
        raise RunError(name, (f"the unit {unit!r} does not fit the result, which is in {units}",))
    answers = [
        _answer(output, values[output.name], shown[output.name], items.get(output.per, ()))
        for output in found.outputs
    ]
    answers += [_overlaps(entries) for entries in mechanisms.values()]
    ends = {name: (each.low, each.high) for name, each in _plain(task) if isinstance(each, Spread)}
    return Run(tuple(answers), (*found.cautions_for(_medians(found, task)), *found.cautions_across(ends)))


def _point(found: Calculator, task: Task) -> dict[str, tuple[Span90, ...]]:
    """Return every output of a run without uncertainty, as one number or as one for each item."""
    inputs = {name: each.low if isinstance(each, Spread) else each.value for name, each in _plain(task)}
    try:
        outputs = found.run(inputs)
    except (InputError, OverlapError, ResultError) as error:
        raise RunError(found.name, (str(error),)) from error
    lists = {name: value if isinstance(value, tuple) else (value,) for name, value in outputs.items()}
    return {name: tuple(Span90(each, each, each) for each in values) for name, values in lists.items()}


def _sampled(task: Task, samples: int) -> dict[str, tuple[Span90, ...]]:
    """Return every output of a run with uncertainty; numpy is loaded here and for no other run."""
    evaluator = import_module("teleo.quantities.evaluation").Evaluator
    evaluated = evaluator(Plan((task,), {task.key: {}}), samples).evaluate(task)
    if evaluated is None:
        raise RunError(task.declaration.text("calc"), _problems(task))
    return {name: evaluated.each(name) for name in evaluated.outputs}


def _mechanisms(found: Calculator, task: Task) -> list[tuple[str, Any]]:
    """Return the inputs that are lists of mechanisms, as they were given."""
    kinds = {entry.name: entry.kind for entry in found.inputs}
    return [
        (name, source.value)
        for name, source in task.sources.items()
        if isinstance(source, Structure) and kinds[name] is Kind.MECHANISMS
    ]


def _overlaps(mechanisms: tuple[dict[str, Any], ...]) -> Answer:
    """Return which resources more than one mechanism changes, with those in the order in which they act."""
    shared = overlaps(mechanisms)
    items = tuple(f"{resource}: {', then '.join(names)}" for resource, names in shared.items())
    return Answer("overlaps", "", None, None, None, items=items)


def _medians(found: Calculator, task: Task) -> dict[str, Any]:
    """Return the inputs with each uncertain one at its median."""
    medians: dict[str, Any] = {}
    for name, each in _plain(task):
        if isinstance(each, Structure):
            medians[name] = each.value
        elif each.is_point:
            medians[name] = each.low
        else:
            numbers = import_module("teleo.quantities.evaluation").spread_numbers
            medians[name] = numbers(each, found.input(name)).value
    return medians


def _plain(task: Task) -> list[tuple[str, Spread | Structure]]:
    return [(name, each) for name, each in task.sources.items() if not isinstance(each, Reference)]


def _problems(task: Task) -> tuple[str, ...]:
    return tuple(dict.fromkeys(problem.message for problem in task.problems))


def _defaults(found: Calculator) -> dict[str, str]:
    return {entry.name: _default(entry) for entry in found.inputs if entry.default is not None}


def _default(entry: Input) -> str:
    if entry.interval is None or not isinstance(entry.default, (int, float)):
        return str(entry.default)
    low, high = entry.interval
    is_share = low > 0.0 and high < 1.0 and entry.high <= 1.0
    texts = [f"{each * 100.0!r}%" if is_share else repr(float(each)) for each in (entry.default, low, high)]
    return (
        f"{texts[0]} ({texts[1]} to {texts[2]})"
        if low < entry.default < high
        else f"{texts[1]} to {texts[2]}"
    )


def _shown(output: Output, unit: str) -> tuple[str, float] | None:
    """Return the unit in which an output is to be shown and the factor to it, nothing where it does not fit."""
    wanted = unit_named(unit)
    if not wanted or output.per or output.choices:
        return None
    try:
        if wanted in PERCENT:
            return "%", factor_between(output.unit, "fraction") * 100.0
        return wanted, factor_to_result(output.unit, output.of_each, wanted)
    except UnitMismatchError:
        return None


def _answer(
    output: Output, values: tuple[Span90, ...], shown: tuple[str, float] | None, items: tuple[str, ...]
) -> Answer:
    if output.per:
        medians = tuple(each.value for each in values)
        return Answer(output.name, output.unit, None, None, None, medians, items)
    (numbers,) = values
    if output.choices:
        return Answer(output.name, "", output.choices[round(numbers.value)], None, None)
    unit, scale = shown or (output.unit, 1.0)
    value, low, high = (each * scale for each in (numbers.value, numbers.low, numbers.high))
    return Answer(output.name, unit, value, low, high)

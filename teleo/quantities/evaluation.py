"""Computes tasks in their order: every distinct expression once, over shared samples."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from teleo.calculators import Calculator, Input, InputError, Kind, OverlapError, ResultError
from teleo.quantities.distribution import Spread
from teleo.quantities.exact import Floats
from teleo.quantities.plan import Link, Plan
from teleo.quantities.result import SHARES, Key, Span90, name_of
from teleo.quantities.sampling import Bounds, quantile, samples
from teleo.quantities.task import Structure, Task
from teleo.quantities.unfit import fitting, refusal

MOST_UNDEFINED = 0.05
"""The largest share of samples without a result that a quantity may have."""

Values = float | Floats


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The samples of each output, or one float for a point; not a number where the model has no result.

    `known` remembers percentiles, which are asked for more than once.
    """

    outputs: Mapping[str, Values | tuple[Values, ...]]
    undefined: float = 0.0
    known: dict[str, Span90] = field(default_factory=dict)

    def samples(self, output: str) -> Values:
        """Return the samples of an output that is one number."""
        values = self.outputs[output]
        assert not isinstance(values, tuple)
        return values

    def numbers(self, output: str) -> Span90:
        """Return the median and the 5th and 95th percentile of an output that is one number."""
        if output not in self.known:
            self.known[output] = _numbers(self.samples(output))
        return self.known[output]

    def percentiles(self, output: str) -> tuple[float, ...]:
        """Return the percentiles at `SHARES` of an output that is one number, none of a point."""
        values = self.samples(output)
        if isinstance(values, float):
            return ()
        ordered = np.sort(values[np.isfinite(values)])
        return tuple(percentile(ordered, share) for share in SHARES)

    def each(self, output: str) -> tuple[Span90, ...]:
        """Return the median and percentiles of every item of an output, of which most have but one."""
        values = self.outputs[output]
        return tuple(map(_numbers, values)) if isinstance(values, tuple) else (self.numbers(output),)

    @property
    def scalars(self) -> tuple[str, ...]:
        """The names of the outputs that are one number each."""
        return tuple(name for name, values in self.outputs.items() if not isinstance(values, tuple))


class Evaluator:
    """Computes the tasks of a plan one after another and forgets samples that nobody needs any more."""

    def __init__(self, plan: Plan, count: int) -> None:
        self._plan = plan
        self._count = count
        self._identities: dict[Any, int] = {}
        self._expressions: dict[Key, int] = {}
        self._uses: Counter[int] = Counter()
        self._known: dict[int | None, Evaluated] = {}
        self._withdrawn: set[Key] = set()
        self.evaluations = 0
        for task in plan.order:
            self._identify(task)

    def evaluate(self, task: Task) -> Evaluated | None:
        """Return a task's outputs, or `None` when it has none; what is wrong is added to its problems.

        Tasks must come in the order of the plan, each once.
        """
        if task.is_blocked:
            return None
        links = self._plan.links[task.key]
        for name, link in links.items():
            if not self._has_value(link.source):
                message = f"{name} rests on {name_of(link.source)}, which has no value"
                task.leave_undefined("QU905", link.span, message)
        identity = self._expressions.get(task.key)
        if task.is_blocked or identity is None:
            return None
        found = self._known.get(identity)
        if found is None:
            found = self._compute(task, links)
            if found is None:
                return None
            self._known[identity] = found
        return found

    def withdraw(self, task: Task) -> None:
        """Give what was computed for a task to no other: it cannot be shown, so that none can rest on it."""
        self._withdrawn.add(task.key)

    def release(self, task: Task) -> None:
        """Forget what only this task still needed."""
        used = [
            self._expressions.get(task.key),
            *(self._expressions.get(each) for each in self._sources(task)),
        ]
        for identity in used:
            if identity is not None:
                self._uses[identity] -= 1
                if not self._uses[identity]:
                    self._known.pop(identity, None)

    def _has_value(self, key: Key) -> bool:
        return key not in self._withdrawn and self._expressions.get(key) in self._known

    def _sources(self, task: Task) -> list[Key]:
        return [link.source for link in self._plan.links[task.key].values()]

    def _identify(self, task: Task) -> None:
        """Give equal expressions the same number."""
        parts: list[Any] = [task.calculator.name if task.calculator else task.given]
        for name, source in task.sources.items():
            link = self._plan.links[task.key].get(name)
            if link is not None:
                parts.append((name, self._expressions.get(link.source, -1), link.output, link.factor))
            elif isinstance(source, Spread):
                parts.append((name, source, "" if source.is_point else variable(task, name)))
            else:
                parts.append((name, repr(source)))
        if task.calculator is None:
            parts.append(variable(task))
        identity = self._identities.setdefault(tuple(parts), len(self._identities))
        self._expressions[task.key] = identity
        for key in (task.key, *self._sources(task)):
            self._uses[self._expressions.get(key, -1)] += 1

    def _compute(self, task: Task, links: Mapping[str, Link]) -> Evaluated | None:
        if task.calculator is None:
            return self._given(task)
        self.evaluations += 1
        inputs = {name: self._input(task, name, links) for name in task.sources}
        try:
            return _run(task.calculator, inputs)
        except InputError as error:
            why = refusal(task, task.calculator, inputs, error)
            task.leave_undefined("QU901", _blamed(task, error.field), why)
        except (OverlapError, ResultError) as error:
            task.leave_undefined("QU901", task.declaration.span, str(error))
        return None

    def _given(self, task: Task) -> Evaluated | None:
        if task.given is None:
            return None
        if task.given.is_point:
            return Evaluated({"": task.given.low})
        return Evaluated({"": samples(task.given, variable(task), self._count)})

    def _input(self, task: Task, name: str, links: Mapping[str, Link]) -> Any:
        source = task.sources[name]
        if name in links:
            link = links[name]
            return self._known[self._expressions[link.source]].samples(link.output) * link.factor
        if isinstance(source, Structure):
            return source.value
        assert isinstance(source, Spread)
        assert task.calculator is not None
        if source.is_point:
            return source.low
        return samples(source, variable(task, name), self._count, bounds_of(task.calculator.input(name)))


def variable(task: Task, name: str = "") -> str:
    """Return the name under which a task's own samples are drawn.

    An input belongs to its quantity alone; given values of one `var`, `scope` and `as_of` are the same
    unknown.
    """
    declaration = task.declaration
    own = name_of((task.drawn_under or declaration.note, declaration.id))
    if name:
        return f"{own}.{name}"
    if declaration.text("var"):
        return "|".join((declaration.text("var"), declaration.text("scope"), declaration.as_of))
    return own


def percentiles(values: Floats) -> Span90:
    """Return the median and the 5th and 95th percentile of samples, interpolated; undefined ones do not
    count.
    """
    kept = values[np.isfinite(values)]
    shares = (0.05, 0.5, 0.95)
    places = {int(share * (kept.size - 1)) for share in shares}
    kept.partition(sorted(places | {min(place + 1, kept.size - 1) for place in places}))
    low, middle, high = (percentile(kept, share) for share in shares)
    return Span90(middle, low, high)


def percentile(ordered: Floats, share: float) -> float:
    """Return the value at a share of samples, interpolated between its neighbours.

    Samples need be in order at those two places only.
    """
    place = share * (ordered.size - 1)
    below = int(place)
    above = min(below + 1, ordered.size - 1)
    return float(ordered[below] + (ordered[above] - ordered[below]) * (place - below))


def spread_numbers(spread: Spread, entry: Input) -> Span90:
    """Return the median and percentiles of an input's own spread, cut to its range."""
    if spread.is_point:
        return Span90(spread.low, spread.low, spread.low)
    bounds = bounds_of(entry)
    low, middle, high = (quantile(spread, share, bounds) for share in (0.05, 0.5, 0.95))
    return Span90(middle, low, high)


def bounds_of(entry: Input) -> Bounds:
    """Return the declared range of an input."""
    return Bounds(entry.low, entry.high, entry.low_open, entry.high_open, entry.kind is Kind.INTEGER)


@cache
def version_of(calculator: Calculator) -> str:
    """Return the version of a calculator, traced once in a process."""
    return calculator.version


def _run(calculator: Calculator, inputs: dict[str, Any]) -> Evaluated:
    """Run a calculator on samples, leaving out the few for which it has no result.

    Raises:
        InputError: an input is out of range for a point, or for more than `MOST_UNDEFINED` of the samples.
        OverlapError: two mechanisms change one resource.
        ResultError: a result is not finite.
    """
    arrays = {name: value for name, value in inputs.items() if isinstance(value, np.ndarray)}
    if not arrays:
        return Evaluated({name: _plain(value) for name, value in calculator.run(inputs).items()})
    fits = fitting(calculator, inputs, arrays)
    undefined = 1.0 - float(np.mean(fits))
    if undefined == 0.0 or undefined > MOST_UNDEFINED:
        return Evaluated(calculator.run(inputs))
    kept = {name: value[fits] if name in arrays else value for name, value in inputs.items()}
    found = {name: _spread_out(values, fits) for name, values in calculator.run(kept).items()}
    return Evaluated(found, undefined)


def _spread_out(values: Any, fits: Any) -> Any:
    """Return values at the places that fit, and what is not a number at the others."""
    if isinstance(values, tuple):
        return tuple(_spread_out(each, fits) for each in values)
    found = np.full(fits.shape, np.nan)
    found[fits] = values
    return found


def _numbers(values: Values) -> Span90:
    return Span90(values, values, values) if isinstance(values, float) else percentiles(values)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_plain(each) for each in value)
    return float(value)


def _blamed(task: Task, field_name: str) -> Any:
    written = task.declaration.inputs.get(field_name.split(".")[0].split("[")[0])
    return written.span if written else task.declaration.span

"""A calculator: a pure function with a declaration of its inputs, outputs, limits and literature."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from teleo.calculators.javascript import javascript_function
from teleo.calculators.latex import latex_formula
from teleo.calculators.ops import Value
from teleo.calculators.parts import HUGE, Condition, Input, Kind, Output, Work
from teleo.calculators.plain import plain_formula
from teleo.calculators.running import cautions, checked, results
from teleo.calculators.structure import structure_hash
from teleo.calculators.trace import Trace, traced

__all__ = ["HUGE", "Calculator", "Condition", "Input", "Kind", "Output", "Work"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Calculator:
    """A documented function with everything that is known about it.

    `function` takes the inputs in order as plain numbers in their declared units (or as arrays, or as traced
    nodes) and returns the only output, or a tuple of all in order. It never checks its inputs: `run` does.
    """

    name: str
    purpose: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    function: Callable[..., Value]
    literature: tuple[Work, ...]
    limits: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    cautions: tuple[Condition, ...] = ()

    def __repr__(self) -> str:
        return f"Calculator({self.name!r})"

    @property
    def family(self) -> str:
        """The part of the name before the dot."""
        return self.name.partition(".")[0]

    def input(self, name: str) -> Input:
        """Return the input of this name.

        Raises:
            KeyError: there is none.
        """
        return {entry.name: entry for entry in self.inputs}[name]

    def run(self, inputs: Mapping[str, Any], *, defaults: bool = False) -> dict[str, Any]:
        """Return every output by name for inputs in their declared units.

        Args:
            inputs: a float, or a numpy array of any one shape, for each number; text for a choice. An input
                that declares an `omitted` value may be left out.
            defaults: fill the other missing inputs with their declared defaults.

        Returns:
            Floats, or arrays of the common shape when any input was an array; finite, all of them. An output
            with `choices` is the index of one. An output `per` item is a tuple.

        Raises:
            InputError: a value is missing, unknown, no number, or out of its range; for an array the first
                such element is named.
            OverlapError: two mechanisms change one resource and nothing orders them.
            ResultError: the inputs are in range, but together so extreme that the result is not finite.
        """
        values, shape = checked(self.inputs, self.conditions, inputs, defaults=defaults)
        return results(self.name, self.outputs, self.function, values, shape)

    def cautions_for(self, inputs: Mapping[str, Any]) -> tuple[str, ...]:
        """Return what to tell a reader about inputs that `run` accepts but the formula was not made for.

        Raises:
            InputError: as `run`.
        """
        values, _ = checked(self.inputs, self.conditions, inputs, defaults=False)
        return cautions(self.cautions, values)

    def cautions_across(self, ends: Mapping[str, tuple[float, float]]) -> tuple[str, ...]:
        """Return what to tell a reader about uncertain inputs, low and high, between which there is a pole."""
        return tuple(
            f"{each.field} runs across {each.pole:g}, where there is no result and beside which it has no end: "
            f"its median and interval say little; allowed: {each.allowed}"
            for each in self.conditions
            if each.pole is not None
            and each.field in ends
            and ends[each.field][0] < each.pole < ends[each.field][1]
        )

    def trace(self) -> Trace:
        """Return the formula as a graph of steps.

        Raises:
            TraceError: the function does what cannot be written as a formula.
        """
        return traced(self.name, self.inputs, self.outputs, self.conditions, self.function)

    @property
    def version(self) -> str:
        """Twelve hex digits that change when the formula, a unit, a range or a default changes."""
        return structure_hash(self.trace())

    def javascript(self) -> str:
        """Return a JavaScript function expression from an object of inputs to an object of outputs.

        It checks ranges as `run` does and needs the names of `javascript.PRELUDE` in scope.
        """
        return javascript_function(self.trace())

    def latex(self) -> str:
        """Return the formula in LaTeX, one equation, or an `aligned` block of several."""
        return latex_formula(self.trace())

    def plain(self) -> str:
        """Return the formula in plain characters, one equation a line, by the names of inputs and outputs."""
        return plain_formula(self.trace())

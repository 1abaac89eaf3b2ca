"""Calculators: documented functions that recompute the numbers which claims state.

A family is one file and one line of the table below. Other packages add calculators through the entry point
group `teleo.calculators`; a vault never brings code.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from teleo.calculators import (
    alloc,
    carbon,
    coldstart,
    comm,
    cost,
    demand,
    edge,
    energy,
    growth,
    jevons,
    kv,
    lifecycle,
    mem,
    moe,
    price,
    quant,
    queue,
    roofline,
    scaling,
    shift,
    stack,
    takeoff,
    train,
    ttc,
)
from teleo.calculators.declaration import HUGE, Calculator, Condition, Input, Kind, Output, Work
from teleo.calculators.errors import (
    InputError,
    MissingInputError,
    OverlapError,
    PluginError,
    ResultError,
    TraceError,
    UnitError,
    UnknownCalculatorError,
    UnknownInputError,
)
from teleo.calculators.javascript import PRELUDE
from teleo.calculators.plugins import installed_calculators, loaded_files

__all__ = [
    "CALCULATORS",
    "HUGE",
    "PRELUDE",
    "Calculator",
    "Condition",
    "Input",
    "InputError",
    "Kind",
    "MissingInputError",
    "Output",
    "OverlapError",
    "PluginError",
    "ResultError",
    "TraceError",
    "UnitError",
    "UnknownCalculatorError",
    "UnknownInputError",
    "Work",
    "all_calculators",
    "calculator",
    "foreign_files",
]

FAMILIES: tuple[tuple[Calculator, ...], ...] = (
    growth.CALCULATORS,
    shift.CALCULATORS,
    jevons.CALCULATORS,
    alloc.CALCULATORS,
    train.CALCULATORS,
    lifecycle.CALCULATORS,
    scaling.CALCULATORS,
    ttc.CALCULATORS,
    kv.CALCULATORS,
    quant.CALCULATORS,
    mem.CALCULATORS,
    roofline.CALCULATORS,
    comm.CALCULATORS,
    moe.CALCULATORS,
    stack.CALCULATORS,
    coldstart.CALCULATORS,
    cost.CALCULATORS,
    price.CALCULATORS,
    queue.CALCULATORS,
    energy.CALCULATORS,
    carbon.CALCULATORS,
    edge.CALCULATORS,
    takeoff.CALCULATORS,
    demand.CALCULATORS,
)

CALCULATORS: Mapping[str, Calculator] = MappingProxyType(
    {each.name: each for family in FAMILIES for each in family}
)
"""The calculators that teleo brings, by name, in the order of the table."""


def all_calculators() -> Mapping[str, Calculator]:
    """Return teleo's own calculators, then those of installed packages, by name.

    Raises:
        PluginError: a package offers something else than calculators, or a name that is taken.
    """
    return MappingProxyType({**CALCULATORS, **installed_calculators(frozenset(CALCULATORS))})


def foreign_files() -> tuple[Path, ...]:
    """Return the files of other packages from which calculators come, sorted.

    Raises:
        PluginError: a package offers something else than calculators, or a name that is taken.
    """
    all_calculators()
    return loaded_files()


def calculator(name: str) -> Calculator:
    """Return the calculator of this name; installed packages are asked only for names teleo lacks.

    Raises:
        UnknownCalculatorError: there is none; it names the closest.
        PluginError: the name is not teleo's own, and a package offers something unusable.
    """
    if name in CALCULATORS:
        return CALCULATORS[name]
    known = all_calculators()
    if name not in known:
        raise UnknownCalculatorError(name, tuple(known))
    return known[name]

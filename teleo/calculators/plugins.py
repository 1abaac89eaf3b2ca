"""Calculators that other installed packages bring through the entry point group `teleo.calculators`."""

import sys
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from teleo.calculators.declaration import Calculator
from teleo.calculators.errors import PluginError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "teleo.calculators"


@cache
def installed_calculators(taken: frozenset[str]) -> dict[str, Calculator]:
    """Return the calculators of installed packages by name, sorted by entry point; asked once in a process.

    Raises:
        PluginError: an entry point does not load, is neither a calculator nor a sequence of them, or a name
            is among `taken` or given twice.
    """
    # Imported where it is needed: few commands ask for calculators that teleo lacks.
    entry_points = import_module("importlib.metadata").entry_points
    found: dict[str, Calculator] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)):
        for calculator in _calculators_of(entry):
            if calculator.name in taken or calculator.name in found:
                raise PluginError(entry.name, f"offers {calculator.name!r}, a name that is taken")
            found[calculator.name] = calculator
    return found


def loaded_files() -> tuple[Path, ...]:
    """Return the files of the packages that were loaded for their calculators, sorted."""
    entry_points = import_module("importlib.metadata").entry_points
    names = {entry.module.partition(".")[0] for entry in entry_points(group=GROUP)}
    modules = [sys.modules[name] for name in names if name in sys.modules]
    found = {Path(module.__file__) for module in modules if module.__file__}
    for module in modules:
        found.update(
            path for folder in getattr(module, "__path__", ()) for path in Path(folder).rglob("*.py")
        )
    return tuple(sorted(found))


def _calculators_of(entry: "EntryPoint") -> tuple[Calculator, ...]:
    try:
        loaded = entry.load()
    except (ImportError, AttributeError) as error:
        raise PluginError(entry.name, f"does not load ({error})") from error
    offered = tuple(loaded) if isinstance(loaded, Iterable) else (loaded,)
    if not all(isinstance(each, Calculator) for each in offered):
        raise PluginError(entry.name, "offers something that is no Calculator")
    return offered

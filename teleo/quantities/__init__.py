"""Reads the numbers that notes state and holds them against their calculators.

numpy is imported when a vault has quantities and pint when one of their units is unusual: `has_quantities`
and this module need neither.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from teleo.config import Config
from teleo.quantities.presence import has_numbers
from teleo.quantities.result import Quantities

if TYPE_CHECKING:
    from teleo.quantities.memory import Memory
    from teleo.vault.reader import Vault

NO_IDS: Mapping[str, str] = MappingProxyType({})

__all__ = ["Quantities", "evaluate", "has_quantities"]


def has_quantities(vault: "Vault") -> bool:
    """Return whether a note declares a quantity, or a link is bound to one."""
    return any(map(has_numbers, vault.notes))


def evaluate(
    vault: "Vault",
    config: Config,
    progress: Callable[[int, int], None] | None = None,
    memory: "Memory | None" = None,
    later_ids: Mapping[str, str] = NO_IDS,
) -> Quantities:
    """Return every quantity of a vault, recomputed, by note id and quantity id; empty for a vault without
    any.

    Args:
        vault: the notes.
        config: its table `quantities` says how many samples are drawn and where the verdicts part.
        progress: called with the number done and the number of all, now and then.
        memory: of an earlier evaluation with the same settings; what did not change is taken from it.
        later_ids: of an earlier state of a vault, today's ids of the notes that were renamed; samples follow from
            names, and with these a rename moves no number.

    Raises:
        ConfigError: the number of samples cannot be drawn.
    """
    if not has_quantities(vault):
        return Quantities()
    found: Quantities = import_module("teleo.quantities.walk").walk(
        vault, config, progress, memory, later_ids
    )
    return found

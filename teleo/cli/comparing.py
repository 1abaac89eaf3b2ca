"""What the commands that look back share: the vault as it is and as it was, with the numbers of both."""

from dataclasses import dataclass
from pathlib import Path

from teleo.config import read_config
from teleo.graph.build import Graph
from teleo.graph.changes import Comparison, compare
from teleo.graph.difference import Numbers
from teleo.pipeline import argued
from teleo.quantities import Quantities, evaluate
from teleo.quantities.show import number_text
from teleo.vault.reader import Vault, read_vault


@dataclass(frozen=True, slots=True)
class Compared:
    """A vault and its graph of today, compared with a revision."""

    vault: Vault
    graph: Graph
    comparison: Comparison
    numbers_before: Numbers
    numbers_after: Numbers


def compare_with(root: Path, revision: str) -> Compared:
    """Compare the vault at `root` with what it was at `revision`.

    Raises:
        RevisionError: there is no such revision.
    """
    vault = read_vault(root, read_config(root))
    graph, quantities = argued(vault)
    comparison = compare(vault, graph, revision)
    before = evaluate(comparison.before, vault.config)
    return Compared(vault, graph, comparison, numbers_of(before), numbers_of(quantities))


def numbers_of(quantities: Quantities) -> Numbers:
    """Return each quantity as a reader sees it, value and verdict, by note and name."""
    found: dict[str, dict[str, str]] = {}
    for (note, name), result in sorted(quantities.items()):
        found.setdefault(note, {})[name] = f"{number_text(result)}, {result.verdict.value}"
    return found

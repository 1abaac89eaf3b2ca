"""What the commands that look back share: the vault as it is and as it was, with the numbers of both."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from teleo.graph.changes import Comparison, compare
from teleo.graph.difference import Difference, difference
from teleo.graph.impact import Impact, Numbers, impact_since
from teleo.graph.multigraph import Graph
from teleo.pipeline import argued
from teleo.quantities import Quantities, evaluate
from teleo.quantities.result import BoundNumber, Result, Verdict
from teleo.quantities.show import interval_text, number_text
from teleo.quantities.takers import takers
from teleo.vault.kept import kept_vault
from teleo.vault.reader import Vault


@dataclass(frozen=True, slots=True)
class Compared:
    """A vault and its graph of today, compared with a revision."""

    vault: Vault
    graph: Graph
    comparison: Comparison
    quantities_before: Quantities
    quantities: Quantities

    def difference(self) -> Difference:
        """Return what changed in meaning; a number counts with what is stated of it and its verdict."""
        return difference(self.comparison, numbers_of(self.quantities_before), numbers_of(self.quantities))

    def stale_numbers(self) -> tuple[BoundNumber, ...]:
        """Return the numbers of texts that agreed with their quantities then, stand as they did, and do not now."""
        kept = self.comparison.kept
        agreed = {_bound(each) for each in self.quantities_before.numbers if each.agrees}
        return tuple(
            each
            for each in self.quantities.numbers
            if not each.agrees and _bound(each, kept.get(each.note), kept.get(each.target[0])) in agreed
        )

    def impact(self) -> Impact:
        """Return what the changes reach."""
        config = self.vault.config
        return impact_since(
            self.comparison,
            config.confidence.base,
            config.export.agents,
            Numbers(_texts(self.quantities_before, _worth), takers(self.comparison.before)),
            Numbers(_texts(self.quantities, _worth), takers(self.vault)),
        )


def compare_with(root: Path, revision: str) -> Compared:
    """Compare the vault at `root` with what it was at `revision`.

    Raises:
        RevisionError: there is no such revision.
    """
    vault = kept_vault(root)
    graph, quantities = argued(vault)
    comparison = compare(vault, graph, revision)
    return Compared(vault, graph, comparison, quantities_before(comparison), quantities)


def quantities_before(comparison: Comparison) -> Quantities:
    """Return the quantities of the earlier state, with the samples that notes renamed since draw today."""
    later_ids = {old: new for new, old in comparison.renamed.items()}
    return evaluate(comparison.before, comparison.after.config, later_ids=later_ids)


def _bound(number: BoundNumber, note: str | None = "", owner: str | None = "") -> tuple[str | None, ...]:
    """Return what tells a number of a text from others; `note` and `owner` are old ids in place of its own."""
    ends = (number.note if note == "" else note, number.target[0] if owner == "" else owner)
    return (*ends, number.target[1], number.input, number.shown)


def numbers_of(quantities: Quantities) -> dict[str, dict[str, str]]:
    """Return each quantity as a reader sees it, what is stated, the model and the verdict, by note and name."""
    return _texts(quantities, _said)


def _texts(quantities: Quantities, text: Callable[[Result], str]) -> dict[str, dict[str, str]]:
    """Return a text for each quantity, by note and name."""
    found: dict[str, dict[str, str]] = {}
    for (note, name), result in sorted(quantities.items()):
        found.setdefault(note, {})[name] = text(result)
    return found


def _worth(result: Result) -> str:
    """Return what a quantity hands on to those that take it over, and its verdict."""
    return f"{_model(result)}, {result.verdict.value}"


def _said(result: Result) -> str:
    if result.verdict is Verdict.GIVEN:
        return f"{result.stated}, given"
    stated = f"stated {result.stated}, " if result.stated else ""
    return f"{stated}{_model(result)}, {result.verdict.value}"


def _model(result: Result) -> str:
    interval = interval_text(result)
    return number_text(result) + (f" ({interval})" if interval else "")

"""Builds small vaults of claims with quantities."""

from pathlib import Path
from textwrap import dedent, indent

from teleo.config import Config, QuantitiesTable
from teleo.quantities import Quantities, evaluate
from teleo.vault.reader import Vault, read_vault


def write_claim(root: Path, name: str, quantities: str = "", body: str = "") -> Path:
    """Write a claim with the quantities, given as YAML, and the body."""
    block = "quantities:\n" + indent(dedent(quantities).strip("\n"), "  ") + "\n" if quantities else ""
    path = root / f"{name}.md"
    path.write_text(f"---\ntype: claim\n{block}---\n# {name}\n\n{body}\n", encoding="utf-8")
    return path


def vault_of(root: Path, samples: int = 10_000) -> Vault:
    """Return the vault at `root` with a number of samples."""
    return read_vault(root, Config(quantities=QuantitiesTable(samples=samples)))


def recomputed(root: Path, samples: int = 10_000) -> Quantities:
    """Return the quantities of the vault at `root`."""
    vault = vault_of(root, samples)
    return evaluate(vault, vault.config)


def codes(quantities: Quantities, note: str) -> list[str]:
    """Return the codes of all problems of a note, in the order of its file."""
    return [problem.code for problem in quantities.problems.get(note, ())]


def messages(quantities: Quantities, note: str) -> str:
    """Return the messages of all problems of a note, one a line."""
    return "\n".join(problem.message for problem in quantities.problems.get(note, ()))

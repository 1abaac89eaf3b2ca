"""The whole walk on one page: files, notes, graph, numbers, diagnostics."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teleo.config import Config, read_config
from teleo.graph.build import Graph, build_graph
from teleo.model import Diagnostic
from teleo.rules import BY_CODE, RULES, Context, Selection, diagnose, selection_of
from teleo.vault.reader import Vault, read_vault


@dataclass(frozen=True)
class Survey:
    """A vault and all that is known about it.

    `quantities` are the results by note id and quantity id; `diagnostics` are sorted by file and place.
    """

    vault: Vault
    graph: Graph
    quantities: Mapping[tuple[str, str], Any]
    diagnostics: tuple[Diagnostic, ...]


def survey(root: Path, config: Config | None = None, selection: Selection | None = None) -> Survey:
    """Read the vault at `root` and return it with its graph, its numbers and its diagnostics.

    `selection` says which rules run; the settings do when it is left out.
    """
    vault = read_vault(root, config or read_config(root))
    graph = build_graph(vault)
    quantities: Mapping[tuple[str, str], Any] = {}
    selection = selection or selection_of(vault.config.check, BY_CODE)
    return Survey(vault, graph, quantities, diagnose(Context(vault, graph, quantities), RULES, selection))

"""What commands that take selectors share: their options, and a vault read with its graph for choosing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from teleo.graph.build import build_graph
from teleo.graph.changes import changed_since
from teleo.graph.multigraph import Graph
from teleo.graph.select import Selection
from teleo.pipeline import argued
from teleo.vault.kept import kept_vault
from teleo.vault.reader import Vault

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Chosen:
    """A vault, its whole graph, and the ids that the selectors chose, sorted."""

    vault: Vault
    graph: Graph
    ids: tuple[str, ...]


def selection_options(command: Command) -> Command:
    """Add SELECTOR arguments, `--exclude` and `--since`; received as `selectors`, `exclude`, `since`."""
    command = click.option(
        "--since",
        metavar="REV",
        default="HEAD",
        show_default=True,
        help="The revision that `state:modified` and `state:new` compare with.",
    )(command)
    command = click.option(
        "--exclude", metavar="SELECTOR", multiple=True, help="Leave these notes out; may be repeated."
    )(command)
    return click.argument("selectors", metavar="[SELECTOR]...", nargs=-1)(command)


def choose(
    root: Path,
    selectors: tuple[str, ...],
    exclude: tuple[str, ...],
    since: str,
    *,
    with_numbers: bool = False,
) -> Chosen:
    """Read the vault at `root` and choose notes of it; git is asked only when a selector needs it.

    `with_numbers` takes along the edges between notes whose numbers contradict each other.
    """
    vault = kept_vault(root)
    graph = argued(vault)[0] if with_numbers else build_graph(vault)
    return Chosen(vault, graph, selection(vault, graph, since).select(selectors, exclude))


def say_when_none(chosen: Chosen) -> None:
    """Complain when no note was chosen, as by a selector with a slip: an empty result alone does not tell."""
    if not chosen.ids:
        click.echo("teleo: no note is chosen", err=True)


def selection(vault: Vault, graph: Graph, since: str = "HEAD") -> Selection:
    """Return what chooses notes of `vault`, comparing states with the revision `since`."""
    return Selection(graph, vault.resolver, lambda state: changed_since(vault, graph, since, state))

"""`teleo search`: the notes that answer a query."""

import json
from dataclasses import asdict
from pathlib import Path

import click
import numpy as np

from teleo.cli.linking import open_basis, open_vault, query_vector
from teleo.cli.options import format_option, vault_option
from teleo.cli.selecting import selection
from teleo.links.basis import texts_of
from teleo.links.search import Found
from teleo.links.search import search as find
from teleo.report.visible import visible


@click.command()
@click.argument("query", nargs=-1, required=True)
@vault_option
@click.option("-k", type=click.IntRange(min=1), default=10, show_default=True, help="How many notes at most.")
@click.option(
    "--in", "selectors", metavar="SELECTOR", multiple=True, help="Search these notes only; may be repeated."
)
@click.option("--words", "words_only", is_flag=True, help="Compare words alone, without loading the model.")
@format_option("text", "json")
def search(
    query: tuple[str, ...],
    vault: Path,
    k: int,
    selectors: tuple[str, ...],
    words_only: bool,
    output_format: str,
) -> None:
    """Search the vault by words and meaning, best first, with the sentence that matches.

    The first search embeds the texts of the vault that have no vector yet, as `teleo embed` does, which may take
    minutes; the first one for a query embeds that, which loads the model. --words answers at once.
    """
    text = " ".join(query)
    read, graph = open_vault(vault)
    basis = open_basis(read, graph, may_embed=not words_only)
    vector = None if words_only or not basis.has_vectors else query_vector(read, text)
    among = None
    if selectors:
        chosen = set(selection(read, graph).select(selectors))
        among = np.array([note.id in chosen for note in read.notes], dtype=np.bool_)
    found = find(basis, texts_of(read.notes), text, k, vector=vector, among=among)
    if output_format == "json":
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        _print(found)


def _print(found: tuple[Found, ...]) -> None:
    if not found:
        click.echo("no note matches")
    for one in found:
        click.echo(f"{one.similarity:6.2f}  {click.style(visible(one.title), bold=True)}")
        if one.match:
            click.echo(f"        {visible(one.match)}")

"""`teleo graph`: the graph in the format of another program."""

from pathlib import Path

import click

from teleo.cli.options import vault_option
from teleo.cli.paths import GivenPath
from teleo.cli.selecting import choose, say_when_none, selection_options
from teleo.cli.writing import write_text
from teleo.export import FORMATS, View, export

_FORMATS = "\n".join(f"  {one.name:<15} {one.purpose}" for one in FORMATS.values())


_HELP = f"""Write the graph in a format of your choice: the whole, or the notes that SELECTOR names.

\b
Formats:
{_FORMATS}
"""


@click.command(help=_HELP)
@vault_option
@selection_options
@click.option(
    "--format",
    "output_format",
    type=click.Choice(list(FORMATS)),
    default="node-link",
    show_default=True,
    metavar="FORMAT",
    help="One of the formats above.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=GivenPath(dir_okay=False, allow_dash=True),
    help="Write to this file instead of standard output.",
)
def graph(
    vault: Path,
    selectors: tuple[str, ...],
    exclude: tuple[str, ...],
    since: str,
    output_format: str,
    output: Path | None,
) -> None:
    """Write the graph in one format."""
    chosen = choose(vault, selectors, exclude, since, with_numbers=True)
    part = chosen.graph.subgraph(chosen.ids) if selectors or exclude else chosen.graph
    text = export(View(chosen.vault, part, chosen.graph), output_format)
    write_text(text, output)
    say_when_none(chosen)

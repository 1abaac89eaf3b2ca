"""`teleo contributors`: who did what."""

import json
from pathlib import Path

import click

from teleo.cli.options import format_option, vault_option
from teleo.cli.paths import GivenPath
from teleo.cli.selecting import choose, say_when_none, selection_options
from teleo.cli.writing import write_text
from teleo.export import View
from teleo.export.contributors import ROLES, contributors_data
from teleo.export.contributors import contributors as found_contributors
from teleo.report.page import columns


@click.command()
@vault_option
@selection_options
@format_option("text", "json")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=GivenPath(dir_okay=False, allow_dash=True),
    help="Write contributors.json to this file.",
)
def contributors(
    vault: Path,
    selectors: tuple[str, ...],
    exclude: tuple[str, ...],
    since: str,
    output_format: str,
    output: Path | None,
) -> None:
    """Say who did what: for the whole vault, or for the notes that SELECTOR names.

    Counts the roles of `attribution:` blocks (sourcer, extractor, challenger, synthesizer, reviewer). A note
    without one counts by the trailers of the commit that added it and by its `source:`.
    """
    chosen = choose(vault, selectors, exclude, since)
    say_when_none(chosen)
    view = View(chosen.vault, chosen.graph.subgraph(chosen.ids))
    if output_format == "json" or output is not None:
        write_text(json.dumps(contributors_data(view), ensure_ascii=False, indent=1) + "\n", output)
        return
    rows = [
        (f"{one.weight:g}", *(str(one.roles.get(role, 0)) for role in ROLES), str(len(one.notes)), one.handle)
        for one in found_contributors(view)
    ]
    for line in columns(
        [("weight", *ROLES, "claims", "handle"), *rows], right=range(len(ROLES) + 2), has_head=True
    ):
        click.echo(line)

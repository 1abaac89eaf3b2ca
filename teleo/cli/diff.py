"""`teleo diff`: what changed in meaning since a revision."""

import json
from pathlib import Path

import click

from teleo.cli.comparing import compare_with
from teleo.cli.options import format_option, vault_option
from teleo.report.difference_page import difference_data, difference_text


@click.command()
@click.argument("revision", metavar="[REV]", default="HEAD")
@vault_option
@format_option("text", "json")
def diff(revision: str, vault: Path, output_format: str) -> None:
    """Show what changed in meaning between REV [default: HEAD] and now.

    Ratings, edges, numbers and their verdicts; new, gone, renamed and retired notes; the effective ratings that
    moved; and the numbers of texts that no longer agree. White space, quotes and order of fields do not count.
    `main...` is where the branch left main.
    """
    compared = compare_with(vault, revision)
    found, stale = compared.difference(), compared.stale_numbers()
    if output_format == "json":
        click.echo(
            json.dumps(difference_data(compared.comparison, found, stale), ensure_ascii=False, indent=1)
        )
    else:
        click.echo(difference_text(compared.comparison, found, revision, stale), nl=False)

"""`teleo duplicates`: notes that say the same."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from teleo.cli.linking import find_duplicates, open_basis, open_vault
from teleo.cli.options import format_option, vault_option
from teleo.report.visible import visible


@click.command()
@vault_option
@format_option("text", "json")
def duplicates(vault: Path, output_format: str) -> None:
    """Find notes that say the same, the surest pairs first.

    Notes that are linked are reported only if their titles are equal or their text was copied: most near pairs
    are cousins that their author has linked.
    """
    read, graph = open_vault(vault)
    found = find_duplicates(read, open_basis(read, graph))
    if output_format == "json":
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        return
    if not found:
        click.echo("no duplicates")
    for one in found:
        click.echo(f"{one.similarity:6.2f}  {one.likeness.value}, {one.value:.2f}")
        for note_id in (one.first, one.second):
            click.echo(f"        {visible(read.by_id[note_id].path)}")

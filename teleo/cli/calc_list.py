"""`teleo calc list`: the calculators by name."""

import json

import click

from teleo.calculators import all_calculators
from teleo.cli.options import format_option


@click.command("list")
@click.argument("family", required=False)
@format_option("text", "json")
def calc_list(family: str | None, output_format: str) -> None:
    """List the calculators, or those of one FAMILY such as `shift`."""
    found = [each for each in all_calculators().values() if family in (None, each.family)]
    if not found:
        families = sorted({each.family for each in all_calculators().values()})
        raise click.UsageError(f"there is no family {family!r}; there are {', '.join(families)}")
    if output_format == "json":
        rows = [{"name": each.name, "purpose": each.purpose, "version": each.version} for each in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    width = max(len(each.name) for each in found)
    for each in found:
        click.echo(f"{each.name:<{width}}  {each.purpose}")

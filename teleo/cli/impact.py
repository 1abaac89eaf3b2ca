"""`teleo impact`: what rests on a note, and what a change reaches."""

import json
from pathlib import Path

import click

from teleo.cli.comparing import compare_with
from teleo.cli.options import format_option, vault_option
from teleo.cli.selecting import selection
from teleo.graph.build import build_graph
from teleo.graph.impact import impact as cascade
from teleo.quantities.takers import takers
from teleo.report.impact_page import impact_data, impact_text
from teleo.vault.kept import kept_vault


@click.command()
@click.argument("notes", nargs=-1, metavar="[NOTE]...")
@click.option(
    "--exclude", metavar="SELECTOR", multiple=True, help="Do not start from these; may be repeated."
)
@vault_option
@click.option(
    "--since",
    metavar="REV",
    help="Start from the notes whose meaning changed since this revision; `main...` is where the branch left main.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["stale"]),
    help="With --since: exit 1 when a note was reached and not evaluated again.",
)
@format_option("text", "json")
def impact(
    notes: tuple[str, ...],
    exclude: tuple[str, ...],
    vault: Path,
    since: str | None,
    fail_on: str | None,
    output_format: str,
) -> None:
    """Show what rests on NOTE, a title or a selector, layer by layer; or what a change since REV reaches.

    A note rests on its premises, and on the notes whose numbers it takes over.
    With --since, a premise that shows its dependents the same as before passes nothing on: the same rating,
    effective rating, strength, status, title and numbers.
    """
    if bool(notes) == bool(since):
        raise click.UsageError("name a NOTE, or say --since REV")
    if exclude and since:
        raise click.UsageError("--exclude leaves out some of the notes named; --since names none")
    if fail_on and not since:
        raise click.UsageError("--fail-on needs --since REV")
    if since:
        compared = compare_with(vault, since)
        graph = compared.graph
        found = compared.impact()
    else:
        read = kept_vault(vault)
        graph = build_graph(read)
        starts = selection(read, graph).select(notes, exclude)
        found = cascade(graph, starts, read.config.export.agents, takers(read))
    if output_format == "json":
        click.echo(json.dumps(impact_data(graph, found), ensure_ascii=False, indent=1))
    else:
        click.echo(impact_text(graph, found, since=since or ""), nl=False)
    if fail_on and found.stale:
        raise click.exceptions.Exit(1)

"""`teleo audit`: what the graph knows about the vault."""

import json
from datetime import date, datetime
from pathlib import Path

import click

from teleo.cli.options import format_option, vault_option
from teleo.graph.audit import audit as ask
from teleo.pipeline import argued
from teleo.report.audit_data import audit_data
from teleo.report.audit_text import audit_text
from teleo.vault.kept import kept_vault


@click.command()
@vault_option
@click.option(
    "--top",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="How many entries of each list to show; 0 for all.",
)
@click.option(
    "--today",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day from which ages are counted [default: today].",
)
@format_option("text", "json")
def audit(vault: Path, top: int, today: datetime | None, output_format: str) -> None:
    """Say what the graph knows about the vault.

    Claims rated above their premises, with the path; circles; challenges without a response; tensions; which
    claims carry the most; orphans, bridges and hubs; coverage by domain; stale ratings.
    """
    read = kept_vault(vault)
    graph, _ = argued(read)
    answers = ask(graph, read.config.confidence, today.date() if today else date.today())
    if output_format == "json":
        click.echo(json.dumps(audit_data(answers), ensure_ascii=False, indent=1))
    else:
        click.echo(audit_text(answers, read.config.vault.title, top), nl=False)

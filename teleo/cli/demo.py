"""`teleo demo`: the whole walk over the bundled vault."""

from pathlib import Path

import click

from teleo.cli.build import build
from teleo.cli.check import check
from teleo.cli.embed import embed
from teleo.cli.paths import GivenPath
from teleo.cli.recompute import recompute
from teleo.errors import TeleoError
from teleo.resources import bundled

TOPIC = "domain:shift"
"""The topic whose numbers are printed; those of all would fill several screens."""

FOUND = 1
"""The exit status of a command that found diagnostics."""

FAILED = 2


@click.command()
@click.option(
    "-o",
    "--output",
    type=GivenPath(file_okay=False),
    default=Path("_site"),
    show_default=True,
    help="The folder to build the site in.",
)
def demo(output: Path) -> None:
    """Check, recompute, link and build the bundled vault."""
    vault = str(bundled("vault"))
    site = str(output.resolve())
    steps = (
        ("What the rules find in the bundled vault", check, ["--vault", vault, "--statistics"]),
        ("The numbers of one topic of it", recompute, ["--vault", vault, TOPIC]),
        ("Its vectors", embed, ["--vault", vault]),
        ("Its site", build, ["--vault", vault, "-o", site]),
    )
    statuses = []
    for title, command, arguments in steps:
        click.secho(f"\n{title}", bold=True)
        statuses.append(_run(command, arguments))
    if statuses[-1] <= FOUND:
        click.secho(f"\nThe site is at {output / 'index.html'}", bold=True)
        click.echo("Open that file in a browser, or run: make serve (teleo serve, where teleo is installed).")
    click.echo(f"More: teleo check, audit, recompute or search, each with --vault {vault}")
    if any(status > FOUND for status in statuses):
        raise click.exceptions.Exit(FAILED)


def _run(command: click.Command, arguments: list[str]) -> int:
    """Run one command and return its exit status, whatever comes of it: the walk goes on."""
    try:
        status = command.main(arguments, prog_name=f"teleo {command.name}", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except TeleoError as error:
        click.echo(f"teleo: {error}", err=True)
        return FAILED
    return status if isinstance(status, int) else 0

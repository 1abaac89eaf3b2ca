"""`teleo build`: write the site of a vault."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from teleo.cli.options import vault_option
from teleo.model import Severity
from teleo.pipeline import Survey, survey
from teleo.site.build import BuildReport, Progress, build_site


@click.command()
@vault_option
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes [default: `output` under `[site]` in teleo.toml, else _site in the vault].",
)
@click.option("--clean", is_flag=True, help="Remove the last build first.")
def build(vault: Path, output: Path | None, clean: bool) -> None:
    """Build the site: pages to walk, from a folder or from any server.

    Only changed pages are written, and pages of deleted notes are removed. A file with faults is shown with
    a notice. Exits 0 when the site stands, 2 when it could not be built.
    """
    started = time.perf_counter()
    surveyed = survey(vault)
    folder = output or vault / surveyed.vault.config.site.output
    with progress_on_terminal() as progress:
        report = build_site(surveyed, None, folder, clean=clean, progress=progress)
    click.echo(summary(report, surveyed, time.perf_counter() - started))


def summary(report: BuildReport, surveyed: Survey, seconds: float) -> str:
    """Return what a build did, in two lines."""
    counts = [
        f"{number} {severity.value}{'' if number == 1 else 's'}"
        for severity in (Severity.ERROR, Severity.WARNING)
        if (number := sum(one.severity is severity for one in surveyed.diagnostics))
    ]
    return (
        f"{report.notes} notes, {report.pages} pages: {report.written} files written, {report.unchanged} unchanged, "
        f"{report.removed} removed; {report.size / 1e6:.1f} MB in {seconds:.1f} s; {', '.join(counts) or 'no faults'}\n"
        f"{report.folder / 'index.html'}"
    )


@contextmanager
def progress_on_terminal() -> Iterator[Progress | None]:
    """Give a function that shows how far a build is, or `None` where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label="Building", file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            if done % 25 == 0 or done == total:
                bar.update(done - bar.pos)

        yield show

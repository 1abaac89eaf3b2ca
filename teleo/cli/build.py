"""`teleo build`: write the site of a vault."""

import gc
import time
from pathlib import Path

import click

from teleo.cache import open_cache
from teleo.cli.options import vault_option
from teleo.cli.progress import progress_line
from teleo.embeddings import VectorStore
from teleo.links.related import related_all
from teleo.links.vectors import vault_vectors
from teleo.model import Severity
from teleo.pipeline import Survey, survey
from teleo.report.page import counted
from teleo.site.build import BuildReport, Related, build_site


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
    # Nothing is thrown away before the end, so looking for garbage would take a tenth of the time for nothing.
    gc.disable()
    surveyed = survey(vault, keep=True)
    folder = output or vault / surveyed.vault.config.site.output
    with progress_line("building") as progress:
        report = build_site(
            surveyed,
            near_notes(surveyed),
            folder,
            clean=clean,
            progress=progress,
            cache=open_cache(vault, surveyed.vault.config),
        )
    gc.enable()
    click.echo(summary(report, surveyed, time.perf_counter() - started))


def summary(report: BuildReport, surveyed: Survey, seconds: float) -> str:
    """Return what a build did, in two lines."""
    counts = [
        counted(number, severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
        if (number := sum(one.severity is severity for one in surveyed.diagnostics))
    ]
    made = f"{counted(report.notes, 'note')}, {counted(report.pages, 'page')}"
    files = (
        f"{counted(report.written, 'file')} written, {report.unchanged} unchanged, {report.removed} removed"
    )
    return (
        f"{made}: {files}; {report.size / 1e6:.1f} MB in {seconds:.1f} s; {', '.join(counts) or 'no faults'}\n"
        f"{report.folder / 'index.html'}"
    )


def near_notes(surveyed: Survey) -> Related:
    """Return the notes near each note; vectors come from the cache alone, and what is missing is said."""
    with VectorStore() as store:
        vectors = vault_vectors(surveyed.vault, store, may_embed=False)
    if vectors.complaint:
        click.echo(f"teleo: {vectors.complaint}", err=True)
    k = surveyed.vault.config.links.k
    return related_all(surveyed.vault, surveyed.graph, vectors.embedded, k)

"""`teleo build`: write the site of a vault."""

import gc
import time
from functools import partial
from pathlib import Path

import click

from teleo.cache import Cache, open_cache
from teleo.cli.options import vault_option
from teleo.cli.progress import progress_line
from teleo.embeddings import VectorStore, word_vectors
from teleo.links.beside import beside
from teleo.links.kept import kept_basis
from teleo.links.vectors import vault_model
from teleo.model import Severity
from teleo.pipeline import Survey, survey
from teleo.report.page import counted
from teleo.site.build import BuildReport, Progress, Related, build_site
from teleo.site.output import stated_folder
from teleo.site.search_vectors import Meaning


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
    with progress_line("building") as progress:
        surveyed, report = built(vault, output, clean=clean, progress=progress)
    # What was made is not looked through for garbage at last either.
    gc.freeze()
    gc.enable()
    click.echo(summary(report, surveyed, time.perf_counter() - started))


def built(
    vault: Path, output: Path | None, *, clean: bool = False, progress: Progress | None = None
) -> tuple[Survey, BuildReport]:
    """Build the site of the vault at `vault` into `output`, else where its settings say."""
    surveyed = survey(vault, keep=True)
    cache = open_cache(vault, surveyed.vault.config)
    folder = output or stated_folder(vault, surveyed.vault.config.site.output)
    near, meaning = _near_notes(surveyed, cache)
    return surveyed, build_site(
        surveyed, near, folder, clean=clean, progress=progress, cache=cache, meaning=meaning
    )


def summary(report: BuildReport, surveyed: Survey, seconds: float) -> str:
    """Return what a build did, in two lines."""
    counts = [
        counted(number, severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
        if (number := sum(one.severity is severity for one in surveyed.diagnostics))
    ]
    made = f"{counted(report.notes, 'note')}, {counted(report.pages, 'page')}"
    made += f", {counted(report.drafts, 'draft')} left out" if report.drafts else ""
    files = (
        f"{counted(report.written, 'file')} written, {report.unchanged} unchanged, {report.removed} removed"
    )
    return (
        f"{made}: {files}; {report.size / 1e6:.1f} MB in {seconds:.1f} s; {', '.join(counts) or 'no faults'}\n"
        f"{report.folder / 'index.html'}"
    )


def _near_notes(surveyed: Survey, cache: Cache) -> tuple[Related, Meaning | None]:
    """Return the notes near each note, and what a search by meaning stands on.

    Vectors come from the cache alone, and what is missing is said.
    """
    vault = surveyed.vault
    with VectorStore() as store:
        basis, complaint = kept_basis(vault, surveyed.graph, cache, store)
        meaning = None
        if basis.has_vectors:
            meaning = Meaning(basis.vectors, partial(word_vectors, vault_model(vault, store)))
    if complaint:
        click.echo(f"teleo: {complaint}", err=True)
    return beside(basis, vault.config.links), meaning

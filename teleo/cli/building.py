"""Builds the site for the commands that do, and says what came of it."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from teleo.cache import Cache, cache_folder, open_cache
from teleo.calculators import foreign_files
from teleo.cli.build import said
from teleo.config import read_config
from teleo.embeddings import VectorStore, model_files, word_vectors
from teleo.embeddings.store import FILE_NAME
from teleo.links import meant, verdicts
from teleo.links.kept import kept_beside, kept_ground
from teleo.links.vectors import vault_model
from teleo.model import Severity
from teleo.pipeline import Survey, survey
from teleo.report.page import counted
from teleo.site.build import BuildReport, Progress, Related, build_site
from teleo.site.output import stated_folder
from teleo.site.search_vectors import Meaning
from teleo.site.standing import Left, keep_standing, look, states_of
from teleo.vault.repository import repository_files


def built(
    vault: Path, output: Path | None, *, clean: bool = False, progress: Progress | None = None
) -> tuple[Survey, BuildReport, tuple[str, ...]]:
    """Build the site of the vault at `vault` into `output`, else where its settings say; what was left is kept.

    Returns:
        the vault with all that is known about it, what the build did, and what is amiss with the site, in sentences.
    """
    config = read_config(vault)
    folder = output or stated_folder(vault, config.site.output)
    cache = open_cache(vault, config)
    before, watched = look(vault, folder), states_of(_watched(vault, cache))
    surveyed = survey(vault, config, keep=True)
    near, meaning, missing = _near_notes(surveyed, cache)
    foreign = states_of(foreign_files() if surveyed.quantities else ())
    pages = replace(cache, beside=repr(foreign)) if foreign else cache
    report = build_site(surveyed, near, folder, clean=clean, progress=progress, cache=pages, meaning=meaning)
    complaints = tuple(filter(None, (missing, _untold(report))))
    made, faults = _made(report), _faults(surveyed)
    left = Left(report.written + report.unchanged, made, report.size, faults, complaints)
    digests = {note.path: note.document.digest for note in surveyed.vault.notes}
    keep_standing(cache, report.folder, before, digests=digests, watched=watched | foreign, left=left)
    return surveyed, report, complaints


def summary(report: BuildReport, surveyed: Survey, seconds: float) -> str:
    """Return what a build did, in two lines."""
    files = (
        f"{counted(report.written, 'file')} written, {report.unchanged} unchanged, {report.removed} removed"
    )
    return said(_made(report), files, report.size, seconds, _faults(surveyed), report.folder)


def _untold(report: BuildReport) -> str:
    why = " ".join(report.untold.split())
    return f"the site is without the history of its notes: {why}" if why else ""


def _made(report: BuildReport) -> str:
    made = f"{counted(report.notes, 'note')}, {counted(report.pages, 'page')}"
    return made + (f", {counted(report.drafts, 'draft')} left out" if report.drafts else "")


def _faults(surveyed: Survey) -> str:
    counts = [
        counted(number, severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
        if (number := sum(one.severity is severity for one in surveyed.diagnostics))
    ]
    return ", ".join(counts) or "no faults"


def _watched(vault: Path, cache: Cache) -> tuple[Path, ...]:
    """Return the files outside the vault that a site is made from, save what belongs to teleo itself."""
    vectors = cache_folder() / FILE_NAME
    if not vectors.exists():
        # The first look for vectors makes the file; what this build itself makes is no change.
        VectorStore().close()
    model = model_files(cache.config.links.model, vault)
    return (
        vectors,
        vectors.with_name(f"{FILE_NAME}-wal"),
        cache.path(verdicts.KIND),
        cache.path(meant.KIND),
        *model,
        *repository_files(vault),
    )


def _near_notes(surveyed: Survey, cache: Cache) -> tuple[Related, Meaning | None, str]:
    """Return the notes near each note, what a search by meaning stands on, and which vectors are missing.

    Vectors come from the cache alone.
    """
    vault = surveyed.vault
    with VectorStore() as store:
        ground = kept_ground(vault, surveyed.graph, cache, store)
        meaning = None
        if ground.has_vectors:
            meaning = Meaning(ground.embedded.rows, partial(word_vectors, vault_model(vault, store)))
    return kept_beside(ground, cache), meaning, ground.complaint

"""The walk from a survey to a site on disk."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from teleo.cache import Cache
from teleo.pipeline import Survey
from teleo.resources import bundled
from teleo.site.catalogue import catalogued
from teleo.site.history import kept_history, read_history
from teleo.site.kept import Kept
from teleo.site.notes import NoteSources, write_notes
from teleo.site.numbers import numbers_by_note
from teleo.site.output import Output, open_output
from teleo.site.published import Related, published
from teleo.site.search import search_scripts
from teleo.site.search_vectors import Meaning
from teleo.site.shape import Shape
from teleo.site.shared import write_shared
from teleo.site.theme import own_css
from teleo.site.twins import results_by_note

Progress = Callable[[int, int], None]
"""Called with the number of pages done and of all pages."""


class BuildReport(Struct, frozen=True):
    """What a build did: files written, left as they were, removed; bytes of the whole site; drafts left out.

    `untold` is why the site is without the history that its repository holds.
    """

    folder: Path
    notes: int
    pages: int
    written: int
    unchanged: int
    removed: int
    size: int
    drafts: int = 0
    untold: str = ""


def build_site(
    survey: Survey,
    related: Related | None,
    folder: Path,
    *,
    clean: bool = False,
    progress: Progress | None = None,
    cache: Cache | None = None,
    meaning: Meaning | None = None,
) -> BuildReport:
    """Write the site of a surveyed vault into `folder`, and only what changed since the last build.

    Args:
        survey: the vault with its graph, numbers and diagnostics.
        related: notes near in meaning, or `None` when no similarity is known.
        folder: made if it is not there; it must be empty or hold a site that teleo wrote.
        clean: remove the last build first.
        progress: told how far the build is.
        cache: of the vault; remembers from what each note's page was made, so that only those are made again
            of which something changed.
        meaning: vectors by which the search finds notes that say the same in other words.

    Raises:
        OutputError: the folder cannot take a site.
    """
    vault, shown = survey.vault, published(survey, related)
    survey = shown.survey
    shape = None if cache is None else Shape(vault, cache)
    numbers = numbers_by_note(survey.quantities)
    weighed = None if shape is None else shape.strengths
    catalogue = catalogued(survey.vault, survey.graph, survey.diagnostics, numbers, weighed)
    if cache is None:
        history = read_history(survey.vault, shown.drafts)
    else:
        history = kept_history(survey.vault, shown.drafts, cache)
    with open_output(folder, survey.vault.root, clean=clean) as output:
        theme = own_css(survey.vault.config, catalogue.domains)
        _write_assets(output, theme)
        for path, script in search_scripts(catalogue, cache, meaning):
            output.write(path, script)
        kept = None if cache is None or shape is None else Kept(cache, output, shape)
        frame, count = write_shared(output, shown, catalogue, history, kept, has_theme=bool(theme))
        total = len(catalogue.vault.notes) + count
        sources = NoteSources(
            catalogue,
            shown.related,
            results_by_note(survey.quantities),
            history,
            frame,
            survey.quantities.edges,
        )
        write_notes(output, sources, kept, lambda done: progress and progress(done, total))
    if progress:
        progress(total, total)
    return BuildReport(
        output.folder,
        len(catalogue.vault.notes),
        total,
        output.written,
        output.unchanged,
        output.removed,
        sum(output.sizes.values()),
        len(shown.drafts),
        history.problem,
    )


def _write_assets(output: Output, theme: str) -> None:
    for file in sorted((bundled("site") / "static").iterdir()):
        output.write(f"static/{file.name}", file.read_bytes())
    if theme:
        output.write("static/theme.css", theme.encode())


__all__ = ["BuildReport", "Progress", "Related", "build_site"]

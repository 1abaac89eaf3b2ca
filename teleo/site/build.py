"""The walk from a survey to a site on disk."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from teleo.cache import Cache
from teleo.pipeline import Survey
from teleo.resources import bundled
from teleo.site.address import base_address
from teleo.site.catalogue import Catalogue, catalogued
from teleo.site.feeds import FEED
from teleo.site.history import History, read_history
from teleo.site.layout import places
from teleo.site.live import live_scripts
from teleo.site.menu import foot_entries, menu_entries
from teleo.site.notes import NoteSources, write_notes
from teleo.site.numbers import numbers_by_note
from teleo.site.output import Output, open_output
from teleo.site.pages.bearing import WIRING_DATA, bearing_page, cascade_page, wiring_data
from teleo.site.pages.calculators import calculator_pages
from teleo.site.pages.challenges import challenges_pages
from teleo.site.pages.changes import MOVED, changes_pages, redirect_pages
from teleo.site.pages.contributors import contributors_page
from teleo.site.pages.duels import contradictions_page
from teleo.site.pages.front import FRONT_PAGE, front_page
from teleo.site.pages.graph import GRAPH_DATA, GRAPH_PAGE, graph_data, graph_page
from teleo.site.pages.health import health_pages
from teleo.site.pages.listings import listing_pages
from teleo.site.programs import program_files
from teleo.site.published import Related, published
from teleo.site.search import search_scripts
from teleo.site.search_vectors import Meaning
from teleo.site.templating import LOST_PAGE, Frame, Page, rendered, sprite
from teleo.site.theme import theme_css
from teleo.site.twins import results_by_note

Progress = Callable[[int, int], None]
"""Called with the number of pages done and of all pages."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: files written, left as they were, removed; bytes of the whole site; drafts left out."""

    folder: Path
    notes: int
    pages: int
    written: int
    unchanged: int
    removed: int
    size: int
    drafts: int = 0


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
    shown = published(survey, related)
    survey = shown.survey
    catalogue = catalogued(survey.vault, survey.graph, survey.diagnostics, numbers_by_note(survey.quantities))
    quantities = survey.quantities
    history = read_history(survey.vault, shown.drafts)
    others = _shared_pages(catalogue, survey, history, len(shown.drafts))
    paths = frozenset(page.path for page in others if page.template != MOVED)
    theme = theme_css(survey.vault.config.site.theme)
    base = base_address(survey.vault.config.vault.base_url)
    for_programs = dict(program_files(catalogue, (paths | {FRONT_PAGE}) - {LOST_PAGE}, base))
    frame = replace(
        _frame(catalogue, paths),
        has_theme=bool(theme),
        has_numbers=bool(quantities),
        has_feed=FEED in for_programs,
        base=base,
    )
    total = len(catalogue.vault.notes) + len(others) + 1
    with open_output(folder, survey.vault.root, clean=clean) as output:
        _write_assets(output, theme)
        for path, script in live_scripts(quantities, catalogue.cards, survey.vault.config.quantities).items():
            output.write(path, script)
        for path, script in search_scripts(catalogue, cache, meaning):
            output.write(path, script)
        output.write(WIRING_DATA, wiring_data(catalogue, survey.vault.config.confidence.base))
        output.write(GRAPH_DATA, graph_data(catalogue, places(survey.graph)))
        for path, data in for_programs.items():
            output.write(path, data)
        sources = NoteSources(catalogue, shown.related, results_by_note(quantities), history, frame)
        write_notes(output, sources, cache, lambda done: progress and progress(done, total))
        for page in (*others, front_page(catalogue, paths)):
            output.write(page.path, rendered(page, frame))
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
    )


def _shared_pages(catalogue: Catalogue, survey: Survey, history: History, drafts: int) -> tuple[Page, ...]:
    taken = frozenset(card.page for card in catalogue.cards.values())
    return (
        *(changes_pages(catalogue, history) if history.pasts else ()),
        *([contributors_page(catalogue, history)] if history.pasts else ()),
        *redirect_pages(catalogue, history, taken),
        *listing_pages(catalogue),
        contradictions_page(catalogue, survey.quantities),
        *challenges_pages(catalogue),
        bearing_page(catalogue),
        cascade_page(catalogue),
        *calculator_pages(catalogue, survey.quantities),
        graph_page(catalogue),
        *health_pages(catalogue, survey.diagnostics, drafts),
        Page(LOST_PAGE, "lost.html", "No page here", "There is no page at this address."),
    )


def _frame(catalogue: Catalogue, paths: frozenset[str]) -> Frame:
    # Nothing here may change with every note, or one new note would rewrite every page.
    colophon = (
        f"{catalogue.title}: checked, linked and rendered by teleo. "
        "Ratings are the authors'; effective ratings, similarities and recomputed numbers are teleo's."
    )
    return Frame(catalogue.title, menu_entries(paths), foot_entries(paths), colophon, sprite())


def _write_assets(output: Output, theme: str) -> None:
    for file in sorted((bundled("site") / "static").iterdir()):
        output.write(f"static/{file.name}", file.read_bytes())
    if theme:
        output.write("static/theme.css", theme.encode())


__all__ = ["GRAPH_PAGE", "BuildReport", "Progress", "Related", "build_site"]

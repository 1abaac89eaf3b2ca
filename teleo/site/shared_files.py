"""Makes the pages and the data that all notes share."""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from teleo.graph.multigraph import Graph
from teleo.site.catalogue import Catalogue
from teleo.site.history import History
from teleo.site.layout import Point
from teleo.site.live import live_scripts
from teleo.site.pages.bearing import WIRING_DATA, bearing_page, cascade_page, wiring_data
from teleo.site.pages.challenges import challenges_pages
from teleo.site.pages.changes import MOVED, changes_pages, redirect_pages
from teleo.site.pages.contributors import contributors_pages
from teleo.site.pages.duels import contradictions_pages
from teleo.site.pages.front import FRONT_PAGE, front_page
from teleo.site.pages.graph import GRAPH_DATA, graph_data, graph_page
from teleo.site.pages.listings import listing_pages
from teleo.site.programs import program_files
from teleo.site.published import Published
from teleo.site.templating import FEED, LOST_PAGE, Frame, Page, rendered

_LOST = Page(LOST_PAGE, "lost.html", "No page here", "There is no page at this address.")


class SharedFiles(Struct, frozen=True):
    """Files by their paths, the pages that a menu may lead to (the feed among them), and how many pages these are."""

    files: dict[str, bytes]
    paths: frozenset[str]
    count: int


def shared_files(
    shown: Published,
    catalogue: Catalogue,
    history: History,
    further: frozenset[str],
    base: str,
    frame_of: Callable[[frozenset[str]], Frame],
    places_of: Callable[[Graph], Mapping[str, Point]],
) -> SharedFiles:
    """Return all but the health pages and the calculators', rendered.

    Args:
        shown: what is shown of the vault.
        catalogue: the same as the pages read it.
        history: what git remembers of it.
        further: the paths of the health pages and the calculators'.
        base: the whole address of the site's root, empty when it is not known.
        frame_of: returns what stands around every page of a site with these pages.
        places_of: returns the places of a graph's notes.
    """
    survey = shown.survey
    places = places_of(survey.graph)
    others = tuple(_pages(shown, catalogue, history, places))
    paths = further | {page.path for page in others if page.template != MOVED}
    files = dict(program_files(catalogue, history, (paths | {FRONT_PAGE}) - {LOST_PAGE}, base))
    paths |= {FEED} & files.keys()
    frame = frame_of(paths)
    files |= live_scripts(survey.quantities, catalogue.cards, survey.vault.config.quantities)
    files[WIRING_DATA] = wiring_data(catalogue, survey.vault.config.confidence.base)
    files[GRAPH_DATA] = graph_data(catalogue, places)
    for page in (*others, front_page(catalogue, survey.quantities, history, paths)):
        files[page.path] = rendered(page, frame)
    return SharedFiles(files, paths, len(others) + 1)


def _pages(
    shown: Published, catalogue: Catalogue, history: History, places: Mapping[str, Point]
) -> Iterator[Page]:
    quantities = shown.survey.quantities
    if history.pasts:
        yield from changes_pages(catalogue, history)
        yield from contributors_pages(catalogue, history)
    yield from redirect_pages(catalogue, history, frozenset(card.page for card in catalogue.cards.values()))
    yield from listing_pages(catalogue)
    yield from contradictions_pages(catalogue, quantities)
    yield from challenges_pages(catalogue)
    yield bearing_page(catalogue)
    yield cascade_page(catalogue)
    yield graph_page(catalogue, places)
    yield _LOST

"""The pages and the data that all notes share, made again only when something that they show changed."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from teleo.site.address import base_address
from teleo.site.catalogue import Catalogue
from teleo.site.feeds import FEED
from teleo.site.history import History
from teleo.site.kept import Kept
from teleo.site.keys import digest_of
from teleo.site.layout import places
from teleo.site.live import live_scripts
from teleo.site.llms import LLMS_FULL, llms_full_text
from teleo.site.menu import foot_entries, menu_entries
from teleo.site.output import File, Output
from teleo.site.pages.bearing import WIRING_DATA, bearing_page, cascade_page, wiring_data
from teleo.site.pages.calculators import calculator_pages
from teleo.site.pages.challenges import challenges_pages
from teleo.site.pages.changes import MOVED, changes_pages, redirect_pages
from teleo.site.pages.contributors import contributors_page
from teleo.site.pages.duels import contradictions_page
from teleo.site.pages.front import FRONT_PAGE, front_page
from teleo.site.pages.graph import GRAPH_DATA, graph_data, graph_page
from teleo.site.pages.health import health_pages
from teleo.site.pages.listings import listing_pages
from teleo.site.programs import program_files
from teleo.site.published import Published
from teleo.site.templating import LOST_PAGE, Frame, Page, rendered, sprite

_LOST = Page(LOST_PAGE, "lost.html", "No page here", "There is no page at this address.")


@dataclass(frozen=True, slots=True)
class _Row:
    """The pages that a menu may lead to, how many pages there are, and the files."""

    paths: frozenset[str]
    count: int
    files: tuple[File, ...]


_ROWS = msgspec.msgpack.Decoder(_Row)
_FILES = msgspec.msgpack.Decoder(tuple[File, ...])


@dataclass(frozen=True)
class _Shared:
    """What the shared pages are made from."""

    output: Output
    shown: Published
    catalogue: Catalogue
    history: History
    has_theme: bool
    health: tuple[Page, ...]

    def frame(self, paths: frozenset[str]) -> Frame:
        """Return what stands around every page of a site with these pages.

        Nothing in it may change with every note, or one new note would rewrite every page.
        """
        catalogue = self.catalogue
        colophon = (
            f"{catalogue.title}: checked, linked and rendered by teleo. "
            "Ratings are the authors'; effective ratings, similarities and recomputed numbers are teleo's."
        )
        return Frame(
            catalogue.title,
            menu_entries(paths),
            foot_entries(paths),
            colophon,
            sprite(),
            has_theme=self.has_theme,
            has_numbers=bool(self.shown.survey.quantities),
            has_feed=FEED in paths,
            base=self.base,
        )

    @property
    def base(self) -> str:
        """The whole address of the site's root, empty when it is not known."""
        return base_address(self.catalogue.vault.config.vault.base_url)

    def write(self) -> _Row:
        """Write all but the health pages."""
        survey, catalogue = self.shown.survey, self.catalogue
        others = tuple(self._pages())
        paths = frozenset(page.path for page in (*others, *self.health) if page.template != MOVED)
        found = (paths | {FRONT_PAGE}) - {LOST_PAGE}
        written: dict[str, bytes] = dict(program_files(catalogue, found, self.base))
        paths |= {FEED} & written.keys()
        frame = self.frame(paths)
        written |= live_scripts(survey.quantities, catalogue.cards, survey.vault.config.quantities)
        written[WIRING_DATA] = wiring_data(catalogue, survey.vault.config.confidence.base)
        written[GRAPH_DATA] = graph_data(catalogue, places(survey.graph))
        for page in (*others, front_page(catalogue, paths)):
            written[page.path] = rendered(page, frame)
        return _Row(paths, len(others) + 1, _written(self.output, written))

    def write_health(self, frame: Frame) -> tuple[File, ...]:
        """Write the health pages."""
        return _written(self.output, {page.path: rendered(page, frame) for page in self.health})

    def _pages(self) -> Iterator[Page]:
        catalogue, history = self.catalogue, self.history
        quantities = self.shown.survey.quantities
        if history.pasts:
            yield from changes_pages(catalogue, history)
            yield contributors_page(catalogue, history)
        yield from redirect_pages(
            catalogue, history, frozenset(card.page for card in catalogue.cards.values())
        )
        yield from listing_pages(catalogue)
        yield contradictions_page(catalogue, quantities)
        yield from challenges_pages(catalogue)
        yield bearing_page(catalogue)
        yield cascade_page(catalogue)
        yield from calculator_pages(catalogue, quantities)
        yield graph_page(catalogue)
        yield _LOST


def write_shared(
    output: Output,
    shown: Published,
    catalogue: Catalogue,
    history: History,
    kept: Kept | None,
    *,
    has_theme: bool,
) -> tuple[Frame, int]:
    """Write the shared pages and data, and return what stands around every page and how many pages these are.

    Args:
        output: the folder of the site.
        shown: what is shown of the vault.
        catalogue: the same as the pages read it.
        history: what git remembers of it.
        kept: what is known from the last build; without it all are made.
        has_theme: whether the site has colours of its own.
    """
    survey = shown.survey
    health = tuple(health_pages(catalogue, survey.diagnostics, len(shown.drafts)))
    shared = _Shared(output, shown, catalogue, history, has_theme, health)
    output.write(LLMS_FULL, llms_full_text(catalogue, shared.base))
    if kept is None:
        row = shared.write()
        frame = shared.frame(row.paths)
        shared.write_health(frame)
        return frame, row.count + len(health)
    made_from = digest_of(
        kept.shape, survey.quantities, history, len(shown.drafts), [page.path for page in health], has_theme
    )
    known = kept.files("shared", made_from, _ROWS, lambda row: row.files)
    if known is None:
        known = shared.write()
        kept.put("shared", made_from, known)
    frame = shared.frame(known.paths)
    shows = digest_of(made_from, survey.diagnostics)
    if kept.files("health", shows, _FILES, lambda files: files) is None:
        kept.put("health", shows, shared.write_health(frame))
    return frame, known.count + len(health)


def _written(output: Output, files: dict[str, bytes]) -> tuple[File, ...]:
    for path, data in files.items():
        output.write(path, data)
    return tuple(state for path in files if (state := output.state(path)) is not None)

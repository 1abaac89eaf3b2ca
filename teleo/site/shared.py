"""Writes what all notes share, and makes it again only when something that it shows changed."""

from collections.abc import Iterator, Mapping
from functools import partial
from importlib import import_module

import msgspec
from msgspec import Struct

from teleo.graph.multigraph import Graph
from teleo.pipeline import Survey
from teleo.site.address import base_address
from teleo.site.catalogue import Catalogue
from teleo.site.history import History
from teleo.site.kept import Kept
from teleo.site.keys import card_facts, digest_of
from teleo.site.llms import LLMS_FULL, llms_full_text
from teleo.site.menu import foot_entries, menu_entries
from teleo.site.output import File, Output
from teleo.site.pages.calculators import (
    calculator_formulas,
    calculator_latex,
    calculator_pages,
    calculator_paths,
)
from teleo.site.pages.health import health_pages
from teleo.site.published import Published
from teleo.site.templating import FEED, Frame, Page, rendered, sprite


class _Row(Struct, frozen=True):
    """The pages that a menu may lead to, how many pages there are, and the files."""

    paths: frozenset[str]
    count: int
    files: tuple[File, ...]


_Places = dict[str, tuple[int, int]]
_ROWS = msgspec.msgpack.Decoder(_Row)
_PLACES: msgspec.msgpack.Decoder[_Places] = msgspec.msgpack.Decoder(_Places)
_FORMULAS = msgspec.msgpack.Decoder(dict[str, str])
_FILES = msgspec.msgpack.Decoder(tuple[File, ...])


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
    base = base_address(survey.vault.config.vault.base_url)
    frame_of = partial(
        _frame,
        catalogue.title,
        base,
        survey.vault.config.vault.language,
        has_theme=has_theme,
        has_numbers=bool(survey.quantities),
    )
    health = tuple(health_pages(catalogue, survey.diagnostics, len(shown.drafts)))
    calculators = calculator_paths(survey.quantities)
    further = calculators.union(page.path for page in health)
    count = len(further)

    def made() -> _Row:
        # Imported where they are needed: most builds find all of these pages kept.
        make = import_module("teleo.site.shared_files").shared_files
        found = make(shown, catalogue, history, further, base, frame_of, partial(_places, kept))
        return _Row(found.paths, found.count, _written(output, found.files))

    output.write(LLMS_FULL, llms_full_text(catalogue, base))
    if kept is None:
        row = made()
        frame = frame_of(row.paths)
        _written(output, _rendered((*health, *_calculators(catalogue, survey, None)), frame))
        return frame, row.count + count
    made_from = digest_of(
        kept.shape, survey.quantities, history, len(shown.drafts), sorted(further), has_theme
    )
    for name in ("places", "formulas"):
        kept.drawings.hold(name)
    known = kept.files("shared", made_from, _ROWS, lambda row: row.files)
    if known is None:
        known = made()
        kept.put("shared", made_from, known)
    frame = frame_of(known.paths)
    shows = digest_of(made_from, survey.diagnostics)
    if kept.files("health", shows, _FILES, lambda files: files) is None:
        kept.put("health", shows, _written(output, _rendered(health, frame)))
    around = repr(frame)
    users = sorted({note for note, _ in survey.quantities})
    shows = digest_of(around, survey.quantities, [card_facts(catalogue.cards[id_]) for id_ in users])
    if kept.files("calculators", shows, _FILES, lambda files: files) is None:
        pages = tuple(_calculators(catalogue, survey, kept))
        kept.put("calculators", shows, _written(output, _rendered(pages, frame)))
    return frame, known.count + count


def _places(kept: Kept | None, graph: Graph) -> _Places:
    """Return the places of a graph's notes, as they are known from the last build where its ties are the same."""
    # Imported where it is needed, as above.
    layout = import_module("teleo.site.layout")

    def placed() -> _Places:
        found: _Places = layout.places(graph)
        return found

    if kept is None:
        return placed()
    return kept.drawings.derived("places", digest_of(layout.placed_by(graph)), _PLACES, placed)


def _calculators(catalogue: Catalogue, survey: Survey, kept: Kept | None) -> Iterator[Page]:
    """Yield the pages of the calculators; their formulas are the same for every vault, and take long to set."""
    if not survey.quantities:
        return
    latex = calculator_latex()
    made = partial(calculator_formulas, latex)
    formulas = (
        made() if kept is None else kept.drawings.derived("formulas", digest_of(latex), _FORMULAS, made)
    )
    yield from calculator_pages(catalogue, survey.quantities, formulas)


def _frame(
    title: str, base: str, language: str, paths: frozenset[str], *, has_theme: bool, has_numbers: bool
) -> Frame:
    """Return what stands around every page of a site with these pages.

    Nothing in it may change with every note, or one new note would rewrite every page.
    """
    colophon = (
        f"{title}: checked, linked and rendered by teleo. "
        "Ratings are the authors'; effective ratings, similarities and recomputed numbers are teleo's."
    )
    return Frame(
        title,
        menu_entries(paths),
        foot_entries(paths),
        colophon,
        sprite(),
        has_theme=has_theme,
        has_numbers=has_numbers,
        has_feed=FEED in paths,
        base=base,
        language=language,
    )


def _rendered(pages: tuple[Page, ...], frame: Frame) -> dict[str, bytes]:
    return {page.path: rendered(page, frame) for page in pages}


def _written(output: Output, files: Mapping[str, bytes]) -> tuple[File, ...]:
    for path, data in files.items():
        output.write(path, data)
    return tuple(state for path in files if (state := output.state(path)) is not None)

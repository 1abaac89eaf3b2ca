"""What the site holds for programs: the feed, the site map, and the list of the notes for language models."""

from collections.abc import Iterable, Iterator

from teleo.site.catalogue import Catalogue
from teleo.site.feeds import feed, last_changed, site_maps
from teleo.site.history import History
from teleo.site.llms import LLMS, llms_text
from teleo.site.templating import FEED

NO_JEKYLL = ".nojekyll"
"""The file that keeps a common host from rendering the Markdown twins over the pages."""


def program_files(
    catalogue: Catalogue, history: History, pages: Iterable[str], base: str
) -> Iterator[tuple[str, bytes]]:
    """Yield these files, each as its path from the site's root and its bytes.

    Args:
        catalogue: the vault as its pages read it.
        history: what git remembers of it.
        pages: the pages that belong to no single note and may be found, as paths from the site's root.
        base: the whole address of the site's root; without one there is no site map.
    """
    dated = {catalogue.cards[note.id].page: last_changed(history, note) for note in catalogue.vault.notes}
    written = feed(catalogue, history, base)
    if written is not None:
        yield FEED, written
    yield from site_maps({**dict.fromkeys(pages), **dated}, base)
    yield LLMS, llms_text(catalogue, base)
    yield NO_JEKYLL, b""

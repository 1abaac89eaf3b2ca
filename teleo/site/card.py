"""A note as other pages show it: a row in a list, an entry of a menu, a result."""

from functools import lru_cache

from markupsafe import Markup, escape
from msgspec import Struct

from teleo.model import Note, Status
from teleo.site.labels import label_lines
from teleo.site.sentences import field_words
from teleo.site.wording import KIND_WORDS, parted, rating_word, readable


class Card(Struct, frozen=True):
    """A note as other pages show it. `page` is a path from the site's root; `tone` its rating's class; `state` the
    word of a note that is not active.
    """

    id: str
    page: str
    title: str
    heading: Markup
    glyph: Markup
    tone: str
    kind: str
    state: str
    description: str
    lead: str
    safe_title: str
    """The title, escaped."""
    label: tuple[str, ...]
    """The title's beginning in short lines, escaped."""
    row_parts: tuple[str, str]
    """What stands before and after the way to the root in a row, made once: a site has dozens of rows a note."""

    def row(self, root: str) -> Markup:
        """Return the note's shape and its title as a link from a page that has `root` as its way to the root."""
        return Markup(self.row_text(root))  # noqa: S704 - addresses are slugs, the rest was escaped

    def row_text(self, root: str) -> str:
        """Return `row` as a plain string, for markup that is put together of many."""
        before, after = self.row_parts
        return f"{before}{root}{after}"


def card_of(note: Note, page: str) -> Card:
    """Return the card of a note that has its page there."""
    title, tone = readable(note.title), rating_word(note.confidence)
    heading, shape, state = heading_markup(title), glyph(tone), _state(note)
    said = f' <span class="aside">{state}</span>' if state else ""
    return Card(
        id=note.id,
        page=page,
        title=title,
        heading=heading,
        glyph=shape,
        tone=tone,
        kind=KIND_WORDS[note.type][0],
        state=state,
        description=field_words(note.description),
        lead=parted(title)[0],
        safe_title=str(escape(title)),
        label=tuple(str(escape(line)) for line in label_lines(title)),
        row_parts=(f'{shape}<a class="title" href="', f'{page}">{heading}</a>{said}'),
    )


def heading_markup(title: str) -> Markup:
    """Return a title as markup, its leading clause and its rest told apart by class."""
    lead, rest = map(escape, parted(title))
    if not rest:
        return Markup(f'<span class="lead">{lead}</span>')  # noqa: S704 - escaped above
    return Markup(f'<span class="lead">{lead}</span> <span class="rest">{rest}</span>')  # noqa: S704


@lru_cache(maxsize=16)
def glyph(tone: str, *, is_worded: bool = False) -> Markup:
    """Return the shape of a rating, with its word for those who cannot see it unless the word stands beside it."""
    name = Markup('aria-hidden="true"') if is_worded else Markup('role="img" aria-label="{}"').format(tone)
    return Markup('<svg class="glyph {0}" {1}><use href="#g-{0}"/></svg>').format(tone, name)


def _state(note: Note) -> str:
    """Return the word of a note that is retired, superseded or under review; nothing of one that is active."""
    return "" if note.status is Status.ACTIVE else note.status.value.replace("_", " ")

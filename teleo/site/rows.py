"""Lists of notes as markup, built at once: a page has dozens of rows, and a template takes its time for each."""

from collections.abc import Iterable
from html import escape

from markupsafe import Markup

from teleo.site.away import field_text
from teleo.site.blocks import without_names
from teleo.site.card import Card
from teleo.site.sentences import Mention

_METER = (
    '<p class="aside"><span class="meter"><svg viewBox="0 0 100 5" preserveAspectRatio="none" aria-hidden="true">'
    '<rect class="full" width="100" height="5"/><rect class="part" width="'
)
WEAKEST = ' <strong class="weakest">weakest link</strong>'


def edge_rows(rows: Iterable[tuple[Card, str, bool]], root: str) -> Markup:
    """Return notes with the author's reason, where there is one, and a word at the weakest link."""
    lines = [
        f"<li>{card.row_text(root)}{WEAKEST if is_weakest else ''}{reason_text(reason)}</li>"
        for card, reason, is_weakest in rows
    ]
    return Markup("".join(lines))  # noqa: S704


def mention_rows(rows: Iterable[tuple[Card, Mention]], root: str) -> Markup:
    """Return notes with the sentence in which each speaks of another, the words of its link marked."""
    lines = [
        f'<li>{card.row_text(root)}<p class="says">{escape(says.before)}<mark>{escape(says.shown)}</mark>'
        f"{escape(says.after)}</p></li>"
        for card, says in rows
    ]
    return Markup("".join(lines))  # noqa: S704


def near_rows(rows: Iterable[tuple[Card, float, bool]], root: str) -> Markup:
    """Return notes with their similarity, and whether they are linked."""
    lines = [
        f'<li>{card.row_text(root)}{_METER}{round(100 * max(0.0, similarity))}" height="5"/></svg> '
        f"similarity {similarity:.2f}{' · linked' if is_linked else ''}</span></p></li>"
        for card, similarity, is_linked in rows
    ]
    return Markup("".join(lines))  # noqa: S704


def reason_text(reason: str) -> str:
    """Return the author's reason for an edge as markup; nothing where there is none."""
    return f'<p class="reason">{safe_text(field_text(without_names(reason)))}</p>' if reason else ""


def entry_text(words: str | Markup) -> str:
    """Return an entry in words, which names no note, as markup in line with rows that do."""
    return f'<span class="glyph"></span><p class="reason prose-entry">{safe_text(words)}</p>'


def safe_text(text: str | Markup) -> str:
    """Return markup as it is, and other text escaped."""
    return str(text) if isinstance(text, Markup) else escape(text)

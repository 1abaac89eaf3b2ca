"""Lists of notes as markup, built at once: a page has dozens of rows, and a template takes its time for each."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from teleo.site.catalogue import Card
from teleo.site.sentences import Mention

_METER = (
    '<span class="meter"><svg viewBox="0 0 100 5" preserveAspectRatio="none" aria-hidden="true">'
    '<rect class="full" width="100" height="5"/><rect class="part" width="{}" height="5"/></svg>'
)


def edge_rows(rows: Iterable[tuple[Card, str]], root: str) -> Markup:
    """Return notes with the author's reason, where there is one."""
    return Markup("".join(f"<li>{card.row(root)}{_reason(reason)}</li>" for card, reason in rows))  # noqa: S704


def mention_rows(rows: Iterable[tuple[Card, Mention]], root: str) -> Markup:
    """Return notes with the sentence in which each speaks of another, the words of its link marked."""
    return Markup(  # noqa: S704
        "".join(
            f'<li>{card.row(root)}<p class="says">{escape(says.before)}<mark>{escape(says.shown)}</mark>'
            f"{escape(says.after)}</p></li>"
            for card, says in rows
        )
    )


def near_rows(rows: Iterable[tuple[Card, float, bool]], root: str) -> Markup:
    """Return notes with their similarity, and whether they are linked."""
    return Markup(  # noqa: S704
        "".join(
            f'<li>{card.row(root)}<p class="aside">{_METER.format(round(100 * max(0.0, similarity)))} '
            f"similarity {similarity:.2f}{' · linked' if is_linked else ''}</span></p></li>"
            for card, similarity, is_linked in rows
        )
    )


def _reason(reason: str) -> str:
    return f'<p class="reason">{escape(reason)}</p>' if reason else ""

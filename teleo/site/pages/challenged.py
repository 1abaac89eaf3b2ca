"""What challenges a note, on its own page: each challenge with the response to it, or with word that there is none."""

from itertools import islice

from markupsafe import Markup

from teleo.graph.challenges import Challenge
from teleo.model import Note, Relation
from teleo.site.catalogue import Catalogue
from teleo.site.pages.sections import MOST_ROWS, Group
from teleo.site.rows import entry_text, reason_text, safe_text
from teleo.site.wording import RELATION_WORDS, counted

NO_RESPONSE = "no response yet"


def challenged(catalogue: Catalogue, note: Note, root: str) -> Group | None:
    """Return the challenges to a note, those of its own list first; nothing if none is, and none is answered.

    Args:
        catalogue: the vault.
        note: the note that is challenged.
        root: the way from its page to the root.
    """
    every = catalogue.challenges_of(note)
    if not every and not note.responses:
        return None
    reasons = {tie.other: tie.edge.reason for tie in catalogue.ties[note.id] if tie.name == "challenged_by"}
    rows = (
        _row(catalogue, note, one, reasons.get(one.challenger, ""), root) for one in islice(every, MOST_ROWS)
    )
    further = list(note.responses)
    for one in every:
        if one.response:
            further.remove(one.response)
    left = len(every) - MOST_ROWS
    return Group(
        Relation.CHALLENGES.inverse,
        RELATION_WORDS[Relation.CHALLENGES].inward,
        len(every),
        Markup("".join(rows)),  # noqa: S704 - made of escaped parts
        further=tuple(catalogue.linked_text(note, text, root) for text in further),
        more=f"and {counted(left, 'challenge')} more" if left > 0 else "",
    )


def _row(catalogue: Catalogue, note: Note, one: Challenge, reason: str, root: str) -> str:
    """Return a challenge with its response as a row of a list."""
    card = catalogue.cards.get(one.challenger)
    if card is None:
        line = entry_text(catalogue.linked_text(note, one.text, root))
    else:
        line = f"{card.row_text(root)}{reason_text(reason)}"
    if one.response:
        response = safe_text(catalogue.linked_text(note, one.response, root))
        return f'<li>{line}<p class="answers">Response: {response}</p></li>\n'
    return f'<li>{line}<p class="unanswered">{NO_RESPONSE}</p></li>\n'

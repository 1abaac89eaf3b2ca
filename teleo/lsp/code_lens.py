"""Code lens: above the title, how many support it, challenge it and rest on it."""

from lsprotocol import types

from teleo.lsp.definition import start_of
from teleo.lsp.facts import edges_by_relation
from teleo.lsp.view import View
from teleo.model import NoteType

NEIGHBOURHOOD = "teleo.showNeighbourhood"

_COUNTED = (
    ("supported_by", "supports it", "support it"),
    ("challenged_by", "challenges it", "challenge it"),
    ("underlies", "rests on it", "rest on it"),
    ("supports", "supported by it", "supported by it"),
    ("challenges", "challenged by it", "challenged by it"),
    ("depends_on", "premise", "premises"),
)


def code_lenses(view: View, _: types.CodeLensParams) -> list[types.CodeLens]:
    """Return one lens that counts the edges of a note; none for a plain note or when switched off."""
    if not view.settings.code_lens or view.note.type is NoteType.NOTE:
        return []
    counts = {relation: len(ids) for relation, ids in edges_by_relation(view, view.note).items()}
    said = [
        f"{counts[relation]} {one if counts[relation] == 1 else many}"
        for relation, one, many in _COUNTED
        if relation in counts
    ]
    title = " · ".join(said) or "no edges yet"
    command = types.Command(title, NEIGHBOURHOOD, arguments=[view.buffer.uri])
    return [types.CodeLens(view.positions.range(start_of(view.note)), command)]

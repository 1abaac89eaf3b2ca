"""The command that proposes edges for one note and records the one chosen, as `teleo reweave` does for a vault."""

import asyncio
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from lsprotocol import types

from teleo.embeddings import Embedded, VectorStore, cache_folder
from teleo.embeddings.store import FILE_NAME
from teleo.graph.build import add_edge, build_graph
from teleo.links.basis import basis_of
from teleo.links.ranking import weights_with
from teleo.links.refusals import Refusals
from teleo.links.suggest import Suggestion, suggestions, without_rewoven
from teleo.links.text import NoteText, text_of
from teleo.links.vectors import vault_vectors
from teleo.links.weave import weave
from teleo.lsp.asking import apply, say
from teleo.lsp.lone import NoVaultError
from teleo.lsp.quick_fixes import difference
from teleo.lsp.view import View
from teleo.model import Edge, Edit
from teleo.vault.reader import Vault

if TYPE_CHECKING:
    from teleo.lsp.server import TeleoServer

PROPOSED = 4

_NONE = "None of them"


async def reweave(server: "TeleoServer", uri: str = "") -> bool:
    """Ask which of the edges proposed for a note holds, record it in both, and return whether one was."""
    view = await server.texts.view(uri)
    if view is None:
        return False
    if view.vault.lone:
        say(server, str(NoVaultError("propose edges")))
        return False
    vault, id_ = view.session.vault, view.note.id
    proposed = await asyncio.to_thread(_proposals, vault, view.session.quantities.edges, id_)
    if not proposed:
        say(server, "no edge is left to propose: the notes nearest to this one are linked or were refused")
        return False
    by_choice = {_words(vault, one, id_): one for one in proposed}
    chosen = await server.window_show_message_request_async(
        types.ShowMessageRequestParams(
            types.MessageType.Info,
            f"Which edge of {view.note.title!r} holds?",
            [types.MessageActionItem(title) for title in (*by_choice, _NONE)],
        )
    )
    view = await server.texts.view(uri)
    if chosen is None or chosen.title not in by_choice or view is None:
        return False
    edits, problem = _edits(view, by_choice[chosen.title])
    if problem:
        say(server, problem)
    return bool(edits) and await apply(server, view, "Reweave", edits)


def _proposals(vault: Vault, further: Iterable[Edge], id_: str) -> tuple[Suggestion, ...]:
    """Return the best edges of a note that are not written yet."""
    # The session's graph changes while this thread works, so it makes one of its own.
    graph = build_graph(vault)
    for edge in further:
        add_edge(graph, edge)
    basis = basis_of(vault.notes, without_rewoven(graph), _vectors(vault))
    found = suggestions(
        basis,
        _Texts(vault),
        among=(id_,),
        refused=Refusals(vault.root).read(),
        # Who asks about one note sees the nearest even where none stands out, and chooses.
        least_score=float("-inf"),
        weights=weights_with(vault.config.links.weights),
    )
    fresh = (one for one in found if one.similarity > 0 and weave(vault, (one,), "").changes)
    return tuple(one for one, _ in zip(fresh, range(PROPOSED), strict=False))


def _vectors(vault: Vault) -> Embedded | None:
    if not (cache_folder() / FILE_NAME).is_file():
        return None
    with VectorStore() as store:
        return vault_vectors(vault, store, may_embed=False).embedded


class _Texts(dict[str, NoteText]):
    """The text of each note by id, taken when it is asked for."""

    def __init__(self, vault: Vault) -> None:
        super().__init__()
        self._vault = vault

    def __missing__(self, id_: str) -> NoteText:
        self[id_] = text_of(self._vault.by_id[id_])
        return self[id_]


def _words(vault: Vault, one: Suggestion, id_: str) -> str:
    """Return a proposal as the note of `id_` would say it: the relation and the other note."""
    is_own = one.origin == id_
    relation = one.relation.value if is_own else one.relation.inverse
    other = vault.by_id[one.target if is_own else one.origin]
    return f"{relation.replace('_', ' ')} {other.title!r} ({one.similarity:.2f})"


def _edits(view: View, one: Suggestion) -> tuple[tuple[Edit, ...], str]:
    """Return the edits that record an edge in both notes; without any, the sentence that says why."""
    vault = view.session.vault
    if one.origin not in vault.by_id or one.target not in vault.by_id:
        return (), "the other note is gone"
    woven = weave(vault, (one,), date.today().isoformat())
    edits = tuple(
        difference(vault.by_path[change.path], change.after.decode("utf-8-sig", "surrogatepass"))
        for change in woven.changes
    )
    return edits, " ".join(woven.skipped)

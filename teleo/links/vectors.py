"""Brings the vectors of a vault's notes from the cache, and from the model where a text is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from teleo.embeddings import (
    Embedded,
    Model,
    ModelError,
    Passage,
    Progress,
    VectorStore,
    cached,
    embed,
    find_model,
    nothing_embedded,
)
from teleo.errors import MissingExtraError, TeleoError
from teleo.links.text import text_of
from teleo.model import Note
from teleo.vault.reader import Vault


@dataclass(frozen=True, slots=True)
class VaultVectors:
    """The vectors of a vault's notes in their order.

    `complaint` says in one sentence why some or all are missing, and is empty when none is.
    """

    embedded: Embedded
    complaint: str = ""


def passages_of(notes: Sequence[Note]) -> list[Passage]:
    """Return the text to embed for each note."""
    return [text_of(note).passage for note in notes]


def vault_model(vault: Vault, store: VectorStore) -> Model:
    """Return the model that the vault's settings name.

    Raises:
        ModelError: it is not on this machine.
    """
    return find_model(vault.config.links.model, vault.root, store)


def fingerprint_of(name: str, root: Path, store: VectorStore) -> tuple[str, str]:
    """Return the fingerprint of the model called `name` in the vault at `root`; else nothing, and a sentence on why."""
    try:
        return find_model(name, root, store).fingerprint, ""
    except ModelError as error:
        return "", _no_vectors(error)


def vault_vectors(
    vault: Vault, store: VectorStore, *, may_embed: bool, progress: Progress | None = None
) -> VaultVectors:
    """Return the vectors of all notes of `vault`, as many as can be had.

    Args:
        may_embed: whether texts that are not in the cache are embedded now, which loads the model; otherwise
            their rows stay unknown.
        progress: told how much of the missing texts is done.
    """
    passages = passages_of(vault.notes)
    try:
        model = vault_model(vault, store)
        found = cached(passages, model, store)
        if may_embed and _wanted(passages, found):
            found = embed(passages, model, store, progress)
    except (ModelError, MissingExtraError) as error:
        return VaultVectors(nothing_embedded(len(passages)), _no_vectors(error))
    missing = _wanted(passages, found)
    if missing:
        return VaultVectors(found, some_vectors(missing, len(passages)))
    return VaultVectors(found)


def some_vectors(missing: int, count: int) -> str:
    """Return what is said where some of `count` notes have no vector."""
    return f"notes without a vector: {missing} of {count}; run: teleo embed"


def _wanted(passages: Sequence[Passage], found: Embedded) -> int:
    return sum(
        not (known or passage.is_empty) for passage, known in zip(passages, found.is_known, strict=True)
    )


def _no_vectors(error: TeleoError) -> str:
    return f"ranked by words and links alone: {error}"

"""Says which notes take over the numbers of which others, by references and by links in their texts."""

from collections.abc import Iterator, Mapping

from teleo.quantities import has_quantities
from teleo.quantities.bound import bindings
from teleo.quantities.task import Reference
from teleo.quantities.walk import declared_tasks
from teleo.vault.reader import Vault


def takers(vault: Vault) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Return for each note the other notes that take over its numbers, each with the ids of those numbers.

    A note takes a number over by an input `= claim#id`, or by a link `[66%](claim.md#q:id)` in its text, also
    where that note declares no such number any more. Nothing is computed. Sorted by note.
    """
    found: dict[str, dict[str, set[str]]] = {}
    if has_quantities(vault):
        for source, id_, taker in (*_by_reference(vault), *_by_link(vault)):
            if source != taker:
                found.setdefault(source, {}).setdefault(taker, set()).add(id_)
    return {
        source: {taker: frozenset(ids) for taker, ids in sorted(by_taker.items())}
        for source, by_taker in sorted(found.items())
    }


def _by_reference(vault: Vault) -> Iterator[tuple[str, str, str]]:
    for (taker, _), task in declared_tasks(vault, {}).items():
        for reference in task.sources.values():
            if isinstance(reference, Reference) and reference.claim.strip():
                source = vault.resolver.resolve(reference.title, taker).id
                if source is not None:
                    yield source, reference.id, taker


def _by_link(vault: Vault) -> Iterator[tuple[str, str, str]]:
    for note in vault.notes:
        for binding in bindings(note):
            source = vault.resolver.resolve_path(binding.target, note.id).id if binding.target else None
            if source is not None:
                yield source, binding.id, note.id

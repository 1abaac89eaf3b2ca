"""The whole walk on one page: files, notes, graph, numbers, diagnostics."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache as once
from functools import cached_property, partial
from pathlib import Path

from teleo.cache import Cache, cache_if_any
from teleo.config import Config, read_config
from teleo.graph.build import add_edge, build_graph
from teleo.graph.multigraph import Graph
from teleo.links.meant import kept_meant
from teleo.links.verdicts import Verdict, kept_verdicts
from teleo.model import Diagnostic
from teleo.quantities import Quantities, evaluate
from teleo.quantities.kept import kept_quantities
from teleo.rules import BY_CODE, RULES, Context, Selection, diagnose, selection_of
from teleo.vault.kept import read_kept
from teleo.vault.reader import Vault, read_vault


@dataclass(frozen=True)
class Survey:
    """A vault and all that is known about it.

    `quantities` are the results by note id and quantity id; `diagnostics` are sorted by file and place. The
    graph is built when it is first asked for, since what it tells may be known from the last time.
    """

    vault: Vault
    wired: Callable[[], Graph]
    quantities: Quantities
    diagnostics: tuple[Diagnostic, ...]

    @cached_property
    def graph(self) -> Graph:
        """The typed graph of the vault with the contradictions of its numbers."""
        return self.wired()


def survey(
    root: Path,
    config: Config | None = None,
    *,
    paths: Collection[str] = (),
    selection: Selection | None = None,
    keep: bool = False,
) -> Survey:
    """Read the vault at `root` and return it with its graph, its numbers and its diagnostics.

    Args:
        root: the folder of the vault.
        config: its settings; read from its `teleo.toml` when not given.
        paths: files and folders, relative to `root`, to report on; all when empty. The whole vault is read
            all the same, since a note is judged by its neighbours.
        selection: which rules run; what the settings say when not given.
        keep: whether what is derived from single notes is taken from the user's cache and kept there.
    """
    config = config or read_config(root)
    cache = cache_if_any(root, config) if keep else None
    vault = read_kept(root, config, cache) if cache else read_vault(root, config)
    return survey_of(vault, paths=paths, selection=selection, cache=cache)


def survey_of(
    vault: Vault,
    *,
    paths: Collection[str] = (),
    selection: Selection | None = None,
    cache: Cache | None = None,
) -> Survey:
    """Return a vault that was read, or revised since, with its graph, its numbers and its diagnostics.

    `paths` and `selection` are those of `survey`; `cache` is where to look first, and to keep.
    """
    quantities = kept_quantities(vault, cache) if cache else evaluate(vault, vault.config)
    only = ids_under(vault, paths)
    context = Context(
        vault,
        once(partial(wired, vault, quantities)),
        quantities,
        only=only,
        meant=once(partial(_meant, vault, cache)),
        verdicts=partial(_verdicts, vault, cache),
    )
    chosen = selection or selection_of(vault.config.check, BY_CODE)
    diagnostics = diagnose(context, RULES, chosen, cache)
    return Survey(vault, lambda: context.graph, quantities, diagnostics)


def argued(vault: Vault) -> tuple[Graph, Quantities]:
    """Return the graph of a vault, with an edge where numbers contradict each other, and its numbers.

    Numbers that nothing bears on that changed since the last time are not drawn again.
    """
    cache = cache_if_any(vault.root, vault.config)
    quantities = kept_quantities(vault, cache) if cache else evaluate(vault, vault.config)
    return wired(vault, quantities), quantities


def wired(vault: Vault, quantities: Quantities) -> Graph:
    """Return the graph of a vault with an edge where its numbers contradict each other."""
    graph = build_graph(vault)
    for edge in quantities.edges:
        add_edge(graph, edge)
    return graph


def _meant(vault: Vault, cache: Cache | None) -> Mapping[str, tuple[str, ...]]:
    """Return the titles that missing ones may have meant, as far as that was kept."""
    cache = cache or cache_if_any(vault.root, vault.config)
    return kept_meant(cache, vault) if cache else {}


def _verdicts(vault: Vault, cache: Cache | None) -> Mapping[str, tuple[Verdict, ...]]:
    """Return which notes are alike in meaning, as far as that was kept."""
    cache = cache or cache_if_any(vault.root, vault.config)
    return kept_verdicts(cache, vault) if cache else {}


def ids_under(vault: Vault, paths: Collection[str]) -> frozenset[str] | None:
    """Return the ids of the notes at or below `paths`, relative to the vault; `None`, for all, without any.

    Files that were passed over are among them, so that their faults are reported.
    """
    if not paths:
        return None
    folders = tuple("" if path in ("", ".") else f"{path}/" for path in paths)
    known = [note.path for note in vault.notes] + [path for path, _ in vault.faults]
    return frozenset(path.removesuffix(".md") for path in known if path in paths or path.startswith(folders))

"""Prints the budgets of links beside what was measured, as a part of `make bench`.

Vectors are drawn at random and put into the cache under the keys of the generated notes, since embedding thousands
of them would measure the model. What is timed begins where a run with a full cache begins.
"""

import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import numpy as np

from teleo.config import LinksTable, read_config
from teleo.embeddings import Embedded, Vectors, VectorStore, cached, unit_rows
from teleo.embeddings.walk import CHUNKS_A_BATCH
from teleo.graph.build import build_graph
from teleo.links.basis import Basis, basis_of
from teleo.links.beside import beside
from teleo.links.neighbours import neighbours
from teleo.links.related import Wanted, related
from teleo.links.vectors import passages_of, vault_model
from teleo.vault.reader import Vault, read_vault
from tests.benchmarks.generate_vault import generate
from tests.benchmarks.run import LARGE, RUNS, SMALL, Measured, measure, row, touch

DIMENSIONS = 384


def main() -> None:
    """Generate the vaults, fill the cache, time the work, print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TELEO_CACHE_DIR"] = str(Path(folder) / "cache")
        row("work", "budget", "measured (medians)")
        for size in (SMALL, LARGE):
            bench(Path(folder) / f"v{size}", size)


def bench(root: Path, size: int) -> None:
    """Measure the budgets of one size."""
    generate(root, size)
    vault = read_vault(root, read_config(root))
    graph = build_graph(vault)
    row(f"vectors in the cache, {size} notes", "<= 1024 B a note", f"{fill(vault):.0f} B a note")
    embedded = known(vault)
    basis = basis_of(vault.notes, graph, embedded)
    row(
        f"links of {size} notes, vectors cached",
        "<= 1 s" if size == SMALL else "",
        timed(partial(everything, vault)),
    )
    pairs = partial(related, basis, np.arange(size), Wanted(8))
    row(f"all pairs of {size} notes", "<= 6 s" if size == LARGE else "", timed(pairs))
    row(f"lists beside {size} notes, as pages show them", "", timed(partial(beside, basis, LinksTable())))
    table_rows(basis, size)
    note = vault.notes[size // 2].path
    age(root)
    found = measure(["related", note], root, RUNS)
    row(f"teleo related NOTE, {size} notes, warm", "<= 0.6 s" if size == SMALL else "", times(found))
    touch(root)
    fill(read_vault(root, read_config(root)))
    found = measure(["related", note], root, RUNS)
    row(f"teleo related NOTE, {size} notes, one changed", "<= 1 s" if size == LARGE else "", times(found))


def table_rows(basis: Basis, size: int) -> None:
    """Measure the table of neighbours, and what one changed vector costs it."""
    keys = [sha256(vector.tobytes()).digest() for vector in basis.vectors]
    order = sorted(range(size), key=keys.__getitem__)
    names, vectors = [keys[place] for place in order], basis.vectors[order]
    row(f"neighbours of {size} notes, anew", "", timed(partial(neighbours, names, vectors)))
    known, _ = neighbours(names, vectors)
    vectors = np.concatenate((unit_rows(np.random.default_rng(8).normal(size=(1, DIMENSIONS))), vectors[1:]))
    changed = [bytes(32), *names[1:]]
    row(f"neighbours of {size} notes, one changed", "", timed(partial(neighbours, changed, vectors, known)))


def fill(vault: Vault) -> float:
    """Put a random vector into the cache for each note, in batches; return by how many bytes a note it grew."""
    with VectorStore() as store:
        fingerprint, rows = _vectors(vault, store)
        before, keys = store.size(), list(rows)
        for start in range(0, len(keys), CHUNKS_A_BATCH):
            store.write(fingerprint, {key: rows[key] for key in keys[start : start + CHUNKS_A_BATCH]})
        return (store.size() - before) / max(1, len(keys))


def known(vault: Vault) -> Embedded:
    """Return the vectors of the vault from the cache."""
    with VectorStore() as store:
        return cached(passages_of(vault.notes), vault_model(vault, store), store)


def everything(vault: Vault) -> None:
    """Rank the related notes of all notes of a vault that was read: texts, words, cached vectors, links."""
    basis = basis_of(vault.notes, build_graph(vault), known(vault))
    related(basis, np.arange(len(basis.notes)), Wanted())


def timed(work: Callable[[], object]) -> str:
    """Return the median wall and CPU seconds of `work`."""
    rows = []
    for _ in range(RUNS):
        start, cpu = time.perf_counter(), time.process_time()
        work()
        rows.append((time.perf_counter() - start, time.process_time() - cpu))
    wall, cpu = np.median(rows, axis=0)
    return f"{wall:.2f} s, {cpu:.2f} CPU s"


def times(found: Measured) -> str:
    """Return the wall and CPU seconds of a command."""
    return f"{found.wall_s:.2f} s, {found.cpu_s:.2f} CPU s"


def age(root: Path) -> None:
    """Make all files look an hour old, as most files of a vault are."""
    then = time.time() - 3600
    for path in root.rglob("*.md"):
        os.utime(path, (then, then))


def _vectors(vault: Vault, store: VectorStore) -> tuple[str, dict[bytes, Vectors]]:
    model = vault_model(vault, store)
    keys = [passage.key(model.fingerprint) for passage in passages_of(vault.notes)]
    rows = unit_rows(np.random.default_rng(7).normal(size=(len(keys), DIMENSIONS)))
    return model.fingerprint, dict(zip(keys, rows, strict=True))


if __name__ == "__main__":
    main()

"""A vault of one note, checked by one rule or a few, and mended by their fixes."""

from pathlib import Path

import networkx as nx

from teleo.config import Config
from teleo.model import Diagnostic, Note
from teleo.rules import BY_CODE, Context
from teleo.rules.fixing import apply_fixes
from teleo.vault.reader import Vault, read_note

HEAD = "type: claim\n"


def context(block: str, head: str = HEAD) -> Context:
    """Return the context of a vault of one note with this block."""
    return context_of(read_note("n.md", f"---\n{head}{block}---\n# n\n".encode(), Config()))


def context_of(note: Note) -> Context:
    """Return the context of a vault that holds one note."""
    return Context(Vault(Path("."), Config(), (note,), ()), nx.MultiDiGraph(), {})


def found(block: str, *codes: str, head: str = HEAD) -> list[Diagnostic]:
    """Return what the rules of these codes find in a note with this block, in order."""
    seen = context(block, head)
    diagnostics = [item for code in codes for item in BY_CODE[code].check(seen)]
    return sorted(diagnostics, key=lambda item: item.sort_key)


def places(block: str, code: str) -> list[tuple[int, int, int]]:
    """Return line, column and end column of what a rule finds, lines counted from the block's first."""
    return [(item.place.line - 2, item.place.column, item.place.end_column) for item in found(block, code)]


def mended(block: str, *codes: str, head: str = HEAD) -> str:
    """Return the block once the fixes of these rules are applied as often as there are any."""
    for _ in range(20):
        seen = context(block, head)
        diagnostics = [item for code in codes for item in BY_CODE[code].check(seen)]
        fixed = apply_fixes(seen.vault, diagnostics, unsafe=True)
        if not fixed.texts:
            break
        block = fixed.texts["n.md"].removeprefix(f"---\n{head}").removesuffix("---\n# n\n")
    return block

"""Small vaults whose notes speak of each other, and random changes of them."""

from pathlib import Path

import hypothesis.strategies as st

PATHS = (
    "a/one claim is here.md",
    "a/two claims are there.md",
    "b/one claim is here.md",
    "b/Three.md",
    "map.md",
)
LINES = (
    "---\n",
    "type: claim\n",
    "type: map\n",
    "title: one claim is here\n",
    "title: two claims are there\n",
    "aliases: [Drei]\n",
    "confidence: likely\n",
    "confidence: speculative\n",
    "status: retired\n",
    "created: 2026-01-01\n",
    "last_evaluated: 2025-01-01\n",
    "responses:\n- some words do not count\n",
    "depends_on:\n- two claims are there\n",
    "depends_on:\n- Three\n",
    "supports:\n- a/one claim is here\n",
    "challenged_by:\n- some words\n- drei\n",
    "contradicts:\n- '[[One Claim is here]]'\n",
    "quantities:\n  q: {calc: given, stated: 5, var: x}\n",
    "quantities:\n  q: {calc: given, stated: 7, var: x}\n",
    "quantities:\n  r: {calc: shift.share_at, in: {share0: 35%, growth_ratio: '= Three#q', years: 2}, stated: 90%}\n",
    "---\n",
    "# one claim is here\n",
    "# Three\n",
    "# two claims\n",
    "See [[Three]] and [[two claims ar]] and [a](../b/Three.md) and [b](one claim is here.md).\n",
    "It is [5](#q:q) or [6](Three.md#q:q).\n",
    "<!-- teleo: ignore[LK501] for now -->\n",
    "[[nowhere at all]]\n",
    "\nRelevant Notes:\n- [[Drei]] — why\n- [[map]]\n",
    "\nTopics:\n- [[map]]\n",
    "<<<<<<< ours\n",
    "words " * 30 + "\n",
    "This is said again in another note: " + " ".join(f"word{number}" for number in range(30)) + ".\n",
    "![a picture](picture.png)\n",
    "As in https://example.org/work.\n",
    "## Challenges\n",
)
TEXTS = st.lists(st.sampled_from(LINES), max_size=14).map("".join)
CLAIMS = st.lists(st.sampled_from(LINES), max_size=12).map(
    lambda lines: "---\ntype: claim\n" + "".join(lines)
)
CHANGES = st.dictionaries(st.sampled_from(PATHS), st.none() | TEXTS | CLAIMS, min_size=1, max_size=2)


def written(root: Path, changes: dict[str, str | None]) -> dict[str, bytes | None]:
    """Write the files and return the changes as a session takes them."""
    for path, text in changes.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            place.unlink(missing_ok=True)
        else:
            place.write_bytes(text.encode())
    return {path: None if text is None else text.encode() for path, text in changes.items()}

"""Counts what `teleo audit` counts, without any of teleo: `python tests/graph/independent_audit.py VAULT`.

Kept so that the two can be compared on any vault. It reads with PyYAML and regular expressions, resolves
titles by a plain dictionary, and asks networkx for paths and components.
"""

import json
import posixpath
import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import networkx as nx
import yaml

RATINGS = ["speculative", "experimental", "likely", "proven"]
FIELDS = {
    "depends_on": "depends_on",
    "underlies": "-depends_on",
    "supports": "supports",
    "supported_by": "-supports",
    "challenges": "challenges",
    "challenged_by": "-challenges",
    "contradicts": "contradicts",
    "related": "related",
    "related_to": "related",
    "related_claims": "related",
    "cites": "cites",
    "cited_by": "-cites",
    "sources": "cites",
    "part_of": "part_of",
    "contains": "-part_of",
    "topics": "part_of",
    "mentions": "mentions",
    "mentioned_by": "-mentions",
}
PATH_LINK = re.compile(r"\]\(<?([^)>#]+\.md)")
LINK = re.compile(r"!?\[\[([^\[\]\n]+?)\]\]")


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def read(root: Path) -> dict[str, tuple[dict, str]]:
    notes = {}
    for file in sorted(root.rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        note_id = file.relative_to(root).as_posix().removesuffix(".md")
        parts = re.match(r"---\n(.*?)\n---[ \t]*\n(.*)", text, re.DOTALL)
        try:
            data = yaml.load(parts.group(1), yaml.BaseLoader) if parts else {}
        except yaml.YAMLError:
            data = {}
        notes[note_id] = (data if isinstance(data, dict) else {}, parts.group(2) if parts else text)
    return notes


def names_of(notes: dict) -> dict[str, set[str]]:
    """Every way to write a title, most exact first: a name of one note on a rung hides those below."""
    rungs: list[dict[str, set[str]]] = [{}, {}, {}]
    for note_id, (data, body) in notes.items():
        stem = note_id.rsplit("/", 1)[-1]
        h1 = re.search(r"^# (.+)$", body, re.MULTILINE)
        title = data.get("title") or stem
        aliases = data.get("aliases") or []
        for name in [stem, title, *([aliases] if isinstance(aliases, str) else aliases)]:
            rungs[0].setdefault(name, set()).add(note_id)
            rungs[1].setdefault(plain(name), set()).add(note_id)
        if h1:
            rungs[2].setdefault(plain(h1.group(1)), set()).add(note_id)
    return rungs


def resolve(text: str, notes: dict, rungs: list) -> str | None:
    text = text.split("|")[0].split("#")[0].strip()
    if text.removesuffix(".md") in notes:
        return text.removesuffix(".md")
    for rung, form in zip(rungs, (str, plain, plain), strict=True):
        if found := rung.get(form(text.removesuffix(".md"))):
            return next(iter(found)) if len(found) == 1 else None
    return None


def entries(value) -> list[str]:
    if value in (None, "", []):
        return []
    found = []
    for entry in value if isinstance(value, list) else [value]:
        while isinstance(entry, list):
            entry = entry[0] if entry else ""
        if isinstance(entry, dict):
            key, rest = next(iter(entry.items()))
            entry = f"{key}: {rest}"
        if str(entry).strip():
            found.append(str(entry))
    return found


def edges_of(notes: dict, rungs: list) -> tuple[set, list]:
    edges, prose = set(), []
    for note_id, (data, body) in notes.items():
        for field, relation in FIELDS.items():
            for entry in entries(data.get(field)):
                link = re.match(r"\[\[(.+?)\]\]", entry)
                target = resolve(link.group(1) if link else entry, notes, rungs)
                if target is None:
                    prose.append((note_id, relation))
                elif relation.startswith("-"):
                    edges.add((target, note_id, relation[1:]))
                else:
                    edges.add((note_id, target, relation))
        for source in entries(data.get("source")):
            linked = LINK.findall(source)
            for text in linked or [source]:
                target = resolve(text, notes, rungs)
                if target and (linked or text in rungs[0]):
                    edges.add((note_id, target, "cites"))
        for entry in entries(data.get("reweave_edges")):
            title, relation, _ = [*entry.rsplit("|", 2), "", ""][:3]
            if target := resolve(title.strip().strip("[]"), notes, rungs):
                edges.add((note_id, target, relation or "related"))
        edges |= body_edges(note_id, body, notes, rungs)
    return edges, prose


def body_edges(note_id: str, body: str, notes: dict, rungs: list) -> set:
    body = re.sub(r"^(```|~~~).*?^\1", "", body, flags=re.DOTALL | re.MULTILINE)
    body = re.sub(r"`[^`\n]+`", "", body)
    found, relation = set(), "mentions"
    for line in body.split("\n"):
        head = re.sub(r"[#*_\s]", "", line).casefold()
        if head.startswith("relevantnotes"):
            relation = "related"
        elif head.startswith("topics:") or head == "topics":
            relation = "part_of"
        elif line.startswith("#"):
            relation = "mentions"
        beside = [
            posixpath.normpath(posixpath.join(posixpath.dirname(note_id), unquote(path)))
            for path in PATH_LINK.findall(line)
        ]
        for text in LINK.findall(line) + beside:
            target = resolve(text, notes, rungs)
            if target and target != note_id:
                found.add((note_id, target, relation))
    return found


def audit(root: Path) -> dict:
    notes = read(root)
    rungs = names_of(notes)
    edges, prose = edges_of(notes, rungs)
    rating = {
        n: RATINGS.index(d["confidence"]) for n, (d, _) in notes.items() if d.get("confidence") in RATINGS
    }
    claims = {n for n, (d, _) in notes.items() if d.get("type") == "claim" and not n.endswith("_map")}
    rests = nx.DiGraph([(a, b) for a, b, r in edges if r == "depends_on"])
    rests.add_nodes_from(notes)
    direct = {n for n in rating if any(rating.get(p, 9) < rating[n] for p in rests[n] if p != n)}
    above = {n for n in rating if any(rating.get(p, 9) < rating[n] for p in nx.descendants(rests, n))}
    linked = {end for a, b, _ in edges if a != b for end in (a, b)}
    challenged = Counter(b for _, b, r in edges if r == "challenges")
    challenged += Counter(n for n, r in prose if r == "-challenges")
    answered = sum(min(count, len(entries(notes[n][0].get("responses")))) for n, count in challenged.items())
    knots = [c for c in nx.strongly_connected_components(rests) if len(c) > 1 or rests.has_edge(*list(c) * 2)]
    return {
        "claims": len(claims),
        "notes": len(notes),
        "by_confidence": {word: sum(rating.get(n) == i for n in claims) for i, word in enumerate(RATINGS)},
        "edges": dict(Counter(r for _, _, r in edges)),
        "direct": sorted(direct),
        "transitive": sorted(above),
        "cycles": len(knots),
        "orphans": sorted(claims - linked),
        "without_incoming": sorted(claims - {b for a, b, _ in edges if a != b}),
        "challenges": sum(challenged.values()),
        "unanswered": sum(challenged.values()) - answered,
    }


if __name__ == "__main__":
    print(json.dumps(audit(Path(sys.argv[1])), indent=1, ensure_ascii=False))

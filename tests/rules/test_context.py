"""What a rule is given: the notes to report on, and all others to judge them by."""

import json
from pathlib import Path

from teleo.config import Config
from teleo.graph.build import build_graph
from teleo.model import Note
from teleo.rules import RULES, Context, Selection, diagnose
from teleo.vault.reader import read_vault
from tests.rules.vaults import claim, write

FILES = {
    "a": claim("confidence: proven", "supports:", "- b", "- B", "contradicts:", "- c", body="[[nowhere]]"),
    "b": claim("confidence: likely", "depends_on:", "- c", "responses: none", body="# something else\n[[A]]"),
    "c": claim("confidence: speculative", "depends_on:", "- a", "description: c"),
    "d/a": claim("confidence: Likely", body="<!-- teleo: ignore[LK501] x -->"),
    "e": "# a bare note",
}


def test_reporting_on_some_notes_gives_what_all_give_of_them(tmp_path: Path) -> None:
    vault = read_vault(write(tmp_path, FILES), Config())
    graph = build_graph(vault)
    everything = diagnose(Context(vault, graph, {}), RULES, Selection())
    for note in vault.notes:
        some = diagnose(Context(vault, graph, {}, only=frozenset({note.id})), RULES, Selection())
        # A circle is reported at one of its notes: the first of those that are looked at.
        assert [item for item in some if item.code != "GR601"] == [
            item for item in everything if item.path == note.path and item.code != "GR601"
        ]


def test_a_local_rule_finds_the_same_in_a_note_alone(tmp_path: Path) -> None:
    vault = read_vault(write(tmp_path, FILES), Config())
    local = tuple(rule for rule in RULES if rule.is_local)
    everything = diagnose(Context(vault, build_graph(vault), {}), local, Selection())
    for path in (note.path for note in vault.notes):
        alone = write(tmp_path / "alone" / path.replace("/", "-"), {path: FILES[path.removesuffix(".md")]})
        only = read_vault(alone, Config())
        found = diagnose(Context(only, build_graph(only), {}), local, Selection())
        assert [item for item in found if item.code != "FM109"] == [
            item for item in everything if item.path == path and item.code != "FM109"
        ]


def test_a_rule_of_names_finds_the_same_beside_notes_that_say_nothing(tmp_path: Path) -> None:
    vault = read_vault(write(tmp_path, FILES), Config())
    of_names = tuple(rule for rule in RULES if rule.is_of_names)
    everything = diagnose(Context(vault, build_graph(vault), {}), of_names, Selection())
    for note in vault.notes:
        heads = {other.path: _named_alone(other) for other in vault.notes if other is not note}
        beside = write(
            tmp_path / "beside" / note.path.replace("/", "-"), heads | {note.path: note.document.text}
        )
        silent = read_vault(beside, Config())
        found = diagnose(Context(silent, build_graph(silent), {}), of_names, Selection())
        assert [item for item in found if item.path == note.path] == [
            item for item in everything if item.path == note.path
        ]


def _named_alone(note: Note) -> str:
    block = f"title: {json.dumps(note.title)}\naliases: {json.dumps(note.aliases)}"
    return f"---\n{block}\n---\n" + (f"# {note.h1.text}\n" if note.h1 else "")


def test_what_is_found_does_not_depend_on_the_order_of_rules(tmp_path: Path) -> None:
    vault = read_vault(write(tmp_path, FILES), Config())
    context = Context(vault, build_graph(vault), {})
    assert diagnose(context, RULES, Selection()) == diagnose(context, RULES[::-1], Selection())

"""A survey that takes what it can from the cache is the survey that a fresh start would make."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from teleo import pipeline
from teleo.cache import Cache
from teleo.config import Config
from teleo.graph.multigraph import Graph
from teleo.model import Diagnostic
from teleo.pipeline import survey
from teleo.rules import RULES, Context
from teleo.rules.kept import local_rows
from teleo.vault import kept, reader
from teleo.vault.reader import read_vault
from tests.edits import CHANGES, written
from tests.test_session import known

CONFIGS = st.sampled_from(
    ("", "[types]\nmap = 'claim'\n", "[check]\nignore = ['SC', 'LK501']\n", "[quantities]\nsamples = 100\n")
)


@contextmanager
def folder_and_cache() -> Iterator[Path]:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TELEO_CACHE_DIR", f"{folder}/cache")
        (Path(folder) / "vault").mkdir()
        yield Path(folder) / "vault"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(CHANGES, CONFIGS), min_size=2, max_size=5))
def test_what_is_kept_changes_nothing(steps: list[tuple[dict[str, str | None], str]]) -> None:
    with folder_and_cache() as root:
        for change, config in steps:
            (root / "teleo.toml").write_text(config)
            written(root, change)
            assert known(survey(root, keep=True)) == known(survey(root))


def test_what_is_kept_of_the_bundled_vault_changes_nothing(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[1] / "vault", tmp_path / "vault")
    first = survey(tmp_path / "vault", keep=True)
    again = survey(tmp_path / "vault", keep=True)
    assert known(again) == known(first) == known(survey(tmp_path / "vault"))
    assert again.vault.notes == first.vault.notes
    assert again.quantities == first.quantities


def test_only_the_changed_note_is_read_and_checked_again(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.md").write_text(f"---\ntype: claim\n---\n# {name}\n")
    survey(tmp_path, keep=True)
    (tmp_path / "two.md").write_text("---\ntype: claim\n---\n# two is another\n")
    with mock.patch.object(kept, "read_note", side_effect=reader.read_note) as read:
        survey(tmp_path, keep=True)
    assert [call.args[0] for call in read.call_args_list] == ["two.md"]


def test_local_rules_look_at_the_changed_note_alone(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.md").write_text(f"---\ntype: claim\n---\n# {name}\n")
    cache, rules = (
        Cache(tmp_path / "cache", tmp_path, Config()),
        tuple(rule for rule in RULES if rule.is_local),
    )
    seen: list[tuple[str, ...]] = []

    def watched(context: Context) -> Iterator[Diagnostic]:
        seen.append(tuple(note.id for note in context.notes))
        yield from ()

    for _ in range(2):
        vault = read_vault(tmp_path, Config())
        pack = cache.pack("findings")
        local_rows(Context(vault, Graph(), {}), (replace(rules[0], check=watched),), pack)
        pack.save()
        (tmp_path / "two.md").write_text("# two is another\n")
    assert seen == [("one", "three", "two"), ("two",)]


def test_a_changed_body_needs_no_graph(tmp_path: Path) -> None:
    for name, premise in (("one", "two"), ("two", "three"), ("three", "one")):
        (tmp_path / f"{name}.md").write_text(
            f"---\ntype: claim\nconfidence: likely\ndepends_on:\n- {premise}\n---\n# {name}\n"
        )
    first = survey(tmp_path, keep=True)
    (tmp_path / "two.md").write_text((tmp_path / "two.md").read_text() + "\nMore words.\n")
    with mock.patch.object(pipeline, "build_graph", side_effect=pipeline.build_graph) as built:
        assert survey(tmp_path, keep=True).diagnostics == first.diagnostics
    assert "GR601" in {one.code for one in first.diagnostics}
    assert not built.called


def test_a_file_that_is_not_utf8_is_read_each_time_and_kept_right(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"# caf\xe9\n")
    (tmp_path / "b.md").write_bytes("# über\n".encode("utf-16"))
    (tmp_path / "c.md").write_bytes(b"\xef\xbb\xbf# c\n")
    first, again = survey(tmp_path, keep=True), survey(tmp_path, keep=True)
    assert again.vault.notes == first.vault.notes == survey(tmp_path).vault.notes


def test_a_check_of_one_path_leaves_what_is_kept_of_the_others(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(f"---\ntype: claim\n---\n# {name}\n")
    whole = survey(tmp_path, keep=True).diagnostics
    part = survey(tmp_path, paths=("one.md",), keep=True).diagnostics
    assert part == tuple(item for item in whole if item.path == "one.md")
    with mock.patch.object(kept, "read_note", side_effect=reader.read_note) as read:
        assert survey(tmp_path, keep=True).diagnostics == whole
    assert not read.called

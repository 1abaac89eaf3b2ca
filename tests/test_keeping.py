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
from teleo.cache import Cache, open_cache
from teleo.config import Config
from teleo.graph.multigraph import Graph
from teleo.links.meant import keep_meant
from teleo.model import Diagnostic
from teleo.pipeline import survey
from teleo.rules import RULES, Context, shingles
from teleo.rules.kept import local_rows
from teleo.vault import kept, reader
from teleo.vault.reader import read_vault
from teleo.vault.resolve import Resolver
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


def a_note(root: Path, name: str, body: str, frontmatter: str = "") -> None:
    (root / f"{name}.md").write_text(f"---\ntype: claim\n{frontmatter}---\n# {name}\n\n{body}\n")


def told(root: Path, code: str) -> list[str]:
    return [one.message for one in survey(root, keep=True).diagnostics if one.code == code]


def test_links_are_looked_at_in_the_changed_note_alone(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        a_note(tmp_path, name, "See [[nowhere at all]].")
    assert len(told(tmp_path, "LK501")) == 3
    a_note(tmp_path, "two", "See [[nowhere at all]] and [[nobody]].")
    with mock.patch.object(Resolver, "_climb", autospec=True, side_effect=Resolver._climb) as climbed:
        assert len(told(tmp_path, "LK501")) == 4
        assert {call.args[1] for call in climbed.call_args_list} == {"nowhere at all", "nobody"}
        climbed.reset_mock()
        assert len(told(tmp_path, "LK501")) == 4
        assert not climbed.called


def test_a_new_name_is_found_by_links_in_notes_that_did_not_change(tmp_path: Path) -> None:
    a_note(tmp_path, "one", "See [[oaks grow slowly]].")
    a_note(tmp_path, "two", "Words.")
    assert told(tmp_path, "LK501") == [
        "no note is named 'oaks grow slowly'; write that note, or mend the link"
    ]
    a_note(tmp_path, "two", "Words.", 'aliases: ["oaks grow slowly"]\n')
    assert told(tmp_path, "LK501") == []
    a_note(tmp_path, "three", "Words.", 'aliases: ["oaks grow slowly"]\n')
    assert told(tmp_path, "LK503") == ["'oaks grow slowly' names 2 notes; write the path of one: three; two"]


def test_a_file_that_goes_is_missed_by_notes_that_did_not_change(tmp_path: Path) -> None:
    a_note(tmp_path, "one", "![a chart](chart.png)")
    (tmp_path / "chart.png").write_bytes(b"")
    assert told(tmp_path, "LK501") == []
    (tmp_path / "chart.png").unlink()
    assert told(tmp_path, "LK501") == ["no file 'chart.png' is in the vault; add it, or mend the path"]


def test_a_file_that_comes_is_found_by_titles_in_notes_that_did_not_change(tmp_path: Path) -> None:
    a_note(tmp_path, "one", "See [[a paper.pdf]].")
    assert told(tmp_path, "LK501") == ["no note is named 'a paper.pdf'; write that note, or mend the link"]
    (tmp_path / "a paper.pdf").write_bytes(b"")
    assert told(tmp_path, "LK501") == []


def test_what_a_missing_title_may_mean_is_told_though_no_note_changed(tmp_path: Path) -> None:
    a_note(tmp_path, "one", "See [[trees take their time]].")
    a_note(tmp_path, "oaks grow slowly", "Words.")
    assert "alike in meaning" not in told(tmp_path, "LK501")[0]
    keep_meant(open_cache(tmp_path, Config()), {"trees take their time": ["oaks grow slowly"]})
    assert told(tmp_path, "LK501") == [
        "no note is named 'trees take their time'; alike in meaning: 'oaks grow slowly'"
    ]


def test_texts_that_share_words_are_compared_once(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(30))
    for name in ("one", "two", "three"):
        a_note(tmp_path, name, f"It is said here that {words}. {name} is a note.")
    assert len(told(tmp_path, "GR605")) == 6
    with mock.patch.object(shingles, "_runs", side_effect=shingles._runs) as cut:
        assert len(told(tmp_path, "GR605")) == 6
        assert not cut.called
        a_note(tmp_path, "three", f"It is said here that {words[::-1]}.")
        assert len(told(tmp_path, "GR605")) == 2
    assert cut.call_count == 3


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

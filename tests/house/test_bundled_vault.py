"""The bundled vault is whole, checks clean, and hangs together by its numbers."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from teleo.model import NoteType, Relation, Severity
from teleo.pipeline import Survey, survey
from teleo.resources import bundled
from tests.cli.running import run
from tests.repository import repository

ALLOWED = {"QU903", "QU906", "CF804"}
"""What the vault shows on purpose: values that models contradict, rival figures, challenges left open."""

SHARE = "claims/shift/Frontier labs still spend most of their compute on training in 2026"


@pytest.fixture(scope="module")
def bundle() -> Survey:
    return survey(bundled("vault"))


def test_there_is_enough_of_each_type(bundle: Survey) -> None:
    types = Counter(note.type for note in bundle.vault.notes)
    assert types[NoteType.CLAIM] >= 40
    assert types[NoteType.SOURCE] >= 5
    assert types[NoteType.QUESTION] >= 6
    assert types[NoteType.MAP] >= 5
    claims = {note.id for note in bundle.vault.notes if note.type is NoteType.CLAIM}
    assert len({note for note, _ in bundle.quantities} & claims) >= 15


def test_every_relation_occurs(bundle: Survey) -> None:
    assert {facts["relation"] for *_, facts in bundle.graph.edges(data=True)} == {
        each.value for each in Relation
    }


def test_nothing_is_wrong_but_what_is_shown_on_purpose(bundle: Survey) -> None:
    grave = [each for each in bundle.diagnostics if each.severity is not Severity.INFO]
    assert [each for each in grave if each.severity is Severity.ERROR] == []
    assert {each.code for each in grave} <= ALLOWED


def test_a_share_moves_what_rests_on_it_and_the_diff_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = repository(tmp_path / "repository")
    vault = made.folder / "vault"
    shutil.copytree(bundled("vault"), vault)
    made.commit("The vault", {})
    claim = vault / f"{SHARE}.md"
    before = claim.read_text(encoding="utf-8")
    assert before.count("stated: 30% to 40%") == 1
    claim.write_text(before.replace("stated: 30% to 40%", "stated: 15% to 20%"), encoding="utf-8")

    done = run(monkeypatch, "diff", "--vault", vault, "--format", "json")
    changed = {
        each["id"]: [moved["quantity"] for moved in each["quantities"]]
        for each in json.loads(done.out)["changed"]
    }
    assert done.code == 0
    assert changed.pop(SHARE) == ["share_2026"]
    assert len([note for note, moved in changed.items() if note.startswith("claims/") and moved]) >= 2
    crossing = "claims/shift/Inference passes half of frontier compute between 2026 and 2028"
    assert changed[crossing] == ["year_50"]

    stale = [each for each in survey(vault).diagnostics if each.code == "QU904"]
    assert f"{crossing}.md" in {each.path for each in stale}

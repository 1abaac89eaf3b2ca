import json
from pathlib import Path

from tests.site.vaults import FOREST, build, claim, write_vault


def test_every_note_stands_in_the_list_with_its_title(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", FOREST), tmp_path / "site")
    data = (tmp_path / "site/static/data/search.js").read_text(encoding="utf-8")
    for path in FOREST:
        assert path.removesuffix(".md") in data


def test_a_word_of_a_body_leads_to_its_notes(tmp_path: Path) -> None:
    notes = {
        "One.md": claim("One", "quokka quokka"),
        "Two.md": claim("Two", "a quokka"),
        "Three.md": claim("Three"),
    }
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    shard = (tmp_path / "site/static/data/words/0.js").read_text(encoding="utf-8")
    words = json.loads(shard[shard.index("]=") + 2 : -2])
    assert words["quokka"] == [0, 2, 2, 1]


def test_a_text_cannot_end_its_script(tmp_path: Path) -> None:
    notes = {"One.md": claim("One", "</script><script>alert(1)</script>\u2028 <!--")}
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    for script in (tmp_path / "site/static/data").rglob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert "<" not in text
        assert "\u2028" not in text

import json
from pathlib import Path
from typing import Any

import pytest

from teleo.site.search import LONGEST_TEXT
from tests.site.vaults import FOREST, build, claim, write_vault


def test_every_note_stands_in_the_list_with_its_title(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", FOREST), tmp_path / "site")
    data = (tmp_path / "site/static/data/search.js").read_text(encoding="utf-8")
    for path in FOREST:
        assert path.removesuffix(".md") in data


def test_a_word_leads_to_its_notes_with_its_count_and_its_fields(tmp_path: Path) -> None:
    notes = {
        "A quokka.md": claim("A quokka", "quokka quokka"),
        "Two.md": claim("Two"),
        "Three.md": claim("Three", "a quokka", question="Where is a quokka?"),
    }
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    # Notes 0 and 1 in the order of their paths; 2 · 4 and the title's 2; 1 · 4 and the question's 1.
    assert _shard(tmp_path / "site/static/data/words/0.js")["quokka"] == [0, 10, 1, 5]


def test_the_heading_of_a_note_that_is_named_otherwise_is_found(tmp_path: Path) -> None:
    notes = {"20230104123001.md": "# A quokka is shy\n\ntext\n", "A numbat.md": "# A numbat\n\ntext\n"}
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    words = _shard(tmp_path / "site/static/data/words/0.js")
    # Once in a text counts 4; a heading that repeats the title is no second time: the title's 2 alone.
    assert (words["quokka"], words["numbat"]) == ([0, 4], [1, 2])


def test_a_word_of_most_notes_is_named_as_common_and_in_no_shard(tmp_path: Path) -> None:
    notes = {f"Note {number}.md": claim(f"Note {number}", f"every word{number:04}") for number in range(60)}
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    assert _data(tmp_path / "site")["common"] == ["every", "note", "word"]
    for path in (tmp_path / "site/static/data/words").iterdir():
        assert "every" not in _shard(path)


def test_a_word_past_the_longest_text_that_is_shown_is_found(tmp_path: Path) -> None:
    notes = {"One.md": claim("One", f"{'long ' * 5000} quokka")}
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    assert "quokka" in _shard(tmp_path / "site/static/data/words/0.js")
    assert len(_shard(tmp_path / "site/static/data/texts/0.js")[0]) == LONGEST_TEXT


def test_titles_of_a_vault_of_ordinary_size_come_at_once(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", FOREST), tmp_path / "site")
    (cards,) = _data(tmp_path / "site")["cards"]
    assert cards["titles"] == [path.removesuffix(".md") for path in sorted(FOREST)]


def test_titles_of_a_huge_vault_come_in_shards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teleo.site.search.MOST_TITLE_CHARACTERS", 20)
    monkeypatch.setattr("teleo.site.search.CARDS_IN_SHARD", 2)
    build(write_vault(tmp_path / "vault", FOREST), tmp_path / "site")
    data = tmp_path / "site/static/data"
    assert "cards" not in _data(tmp_path / "site")
    titles = [title for number in range(3) for title in _shard(data / f"cards/{number}.js")["titles"]]
    assert titles == [path.removesuffix(".md") for path in sorted(FOREST)]


def test_the_words_of_the_most_notes_are_those_that_a_query_is_corrected_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("teleo.site.search_words.MOST_WORDS", 3)
    notes = {
        "One.md": claim("One", "quokka wombat 1234"),
        "Two.md": claim("Two", "quokka 1234"),
        "Three.md": claim("Three", "quokka"),
    }
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    assert _data(tmp_path / "site")["vocabulary"] == [3, 5, 6]
    assert _shard(tmp_path / "site/static/data/vocabulary/6.js") == "quokka"


def test_what_a_reader_does_not_see_is_not_found(tmp_path: Path) -> None:
    body = "Seen. <!-- quokka\n\nand --> Also `%%wombat%%` seen. %% numbat %% End."
    build(write_vault(tmp_path / "vault", {"One.md": claim("One", body)}), tmp_path / "site")
    words = _shard(tmp_path / "site/static/data/words/0.js")
    assert {"seen", "wombat", "end"} <= words.keys()
    assert not {"quokka", "numbat"} & words.keys()
    assert "quokka" not in (tmp_path / "site/static/data/texts/0.js").read_text(encoding="utf-8")


def test_a_text_cannot_end_its_script(tmp_path: Path) -> None:
    notes = {"One.md": claim("One", "</script><script>alert(1)</script>\u2028 <!--")}
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    for script in (tmp_path / "site/static/data").rglob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert "<" not in text
        assert "\u2028" not in text


def _shard(path: Path) -> Any:
    script = path.read_text(encoding="utf-8")
    return json.loads(script[script.index("]=") + 2 : -2])


def _data(site: Path) -> Any:
    script = (site / "static/data/search.js").read_text(encoding="utf-8")
    return json.loads(script[script.index(".search=") + 8 : -2])

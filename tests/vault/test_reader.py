"""Files become notes, and what cannot become one is said."""

import errno
import os
from pathlib import Path

import pytest

from teleo.config import SITE_MANIFEST, Config, SiteTable, parse_config
from teleo.model import Confidence, Entry, Fault, NoteType, Relation, Span
from teleo.vault.discover import VaultNotFoundError, find_files, find_root, glob_pattern, note_filter
from teleo.vault.reader import read_note, read_vault
from teleo.vault.revise import file_state


def note(text: str, path: str = "claims/A claim.md", settings: bytes = b""):  # type: ignore[no-untyped-def]
    return read_note(path, text.encode(), parse_config(settings))


def entries(text: str, settings: bytes = b"") -> list[tuple[str, str, bool, str, bool]]:
    return [
        (entry.field, entry.relation.value, entry.is_inverse, entry.target, entry.is_linked)
        for entry in note(text, settings=settings).entries
    ]


def test_a_note_says_of_itself_what_its_fields_say() -> None:
    read = note(
        "---\ntype: claim\ndomain: d\ndescription: e\nconfidence: likely\nsource: s\ncreated: 2026-03-24\n"
        "aliases: [x, y]\nresponses: one\ndraft: true\nquestion: Why?\n---\n# Another title\n"
    )
    assert (read.id, read.stem, read.title) == ("claims/A claim", "A claim", "A claim")
    assert (read.type, read.confidence, read.created) == (NoteType.CLAIM, Confidence.LIKELY, "2026-03-24")
    assert (read.aliases, read.responses, read.is_draft) == (("x", "y"), ("one",), True)
    assert read.h1 is not None
    assert read.h1.text == "Another title"


@pytest.mark.parametrize("link", ["[[costs fall]]", "[[costs fall|they do]]", "[[costs fall#Why]]"])
@pytest.mark.parametrize("field", ["supports: {}", "supports:\n- {}", 'supports: "{}"'])
def test_a_link_without_quotes_is_one_entry_wherever_it_stands(field: str, link: str) -> None:
    read = note(f"---\n{field.format(link)}\n---\n")
    assert [(entry.target, entry.is_linked) for entry in read.entries] == [("costs fall", True)]


@pytest.mark.parametrize(
    ("written", "is_draft"),
    [
        ("true", True),
        ("yes", True),
        ('"true"', True),
        ("On", True),
        ("false", False),
        ("no", False),
        ("", False),
    ],
)
def test_a_draft_is_one_in_whatever_form_it_says_so(written: str, is_draft: bool) -> None:
    assert note(f"---\ndraft: {written}\n---\n").is_draft is is_draft


def test_a_slug_for_a_name_gives_way_to_the_heading_it_spells() -> None:
    assert note("# Costs fall, tenfold\n", "costs-fall-tenfold.md").title == "Costs fall, tenfold"
    assert note("# Something else\n", "costs-fall-tenfold.md").title == "costs-fall-tenfold"
    assert note("# GPU需求上升\n", "GPU价格下降.md").title == "GPU价格下降"


def test_a_map_is_known_by_its_name_or_its_type() -> None:
    assert note("# The topic\n", "d/_map.md").type is NoteType.MAP
    assert note("# The topic\n", "d/_map.md").title == "The topic"
    assert note("---\ntype: moc\n---\n").type is NoteType.MAP
    assert note("---\ntype: overview\n---\n", settings=b"[types]\noverview = 'map'").type is NoteType.MAP
    assert note("---\ntype: diary\n---\n").type is NoteType.NOTE


def test_an_edge_field_holds_a_list_a_scalar_or_what_yaml_made_of_a_link() -> None:
    assert entries(
        "---\nsupports:\n- a\n- '[[b|shown]]'\n- [[c, d]]\n- e: f\nchallenged_by: one in words\n---\n"
    ) == [
        ("supports", "supports", False, "a", False),
        ("supports", "supports", False, "b", True),
        ("supports", "supports", False, "c, d", True),
        ("supports", "supports", False, "e: f", False),
        ("challenged_by", "challenges", True, "one in words", False),
    ]


def test_the_reason_of_an_entry_reads_as_its_links_do() -> None:
    text = '---\nchallenged_by:\n- "[[B]] — as [[C|others]] and [D](D.md) say of [[E]]"\n---\n'
    (entry,) = read_note("A.md", text.encode(), Config()).entries
    assert (entry.target, entry.reason) == ("B", "as others and D say of E")


def test_an_entry_may_carry_a_reason() -> None:
    (entry,) = note("---\nrelated:\n- '[[a]] — because'\n---\n").entries
    assert (entry.target, entry.reason) == ("a", "because")


def test_a_text_that_yaml_reads_as_a_mapping_stays_as_it_was_written() -> None:
    read = note(
        "---\nresponses:\n- to x: no\n- plain\n- [of two, y: z]\ndescription:\n  the share: one\n    half\n"
        "aliases: {a: b}\nsource:\n- a survey: 2025\n- [[b]]\nquestion: {}\n---\n"
    )
    assert read.responses == ("to x: no", "plain", "of two; y: z")
    assert read.description == "the share: one half"
    assert read.aliases == ("{a: b}",)
    assert read.source == "a survey: 2025; b"
    assert read.question == ""


def test_a_rewoven_edge_carries_its_relation_and_its_date() -> None:
    (entry,) = note("---\nreweave_edges:\n- a title|supports|2026-03-28\n---\n").entries
    assert entry == Entry(
        "reweave_edges", Relation.SUPPORTS, False, "a title", True, entry.span, "2026-03-28"
    )


def test_edge_fields_of_ones_own_are_read_as_the_settings_say() -> None:
    settings = b"[types.fields]\nrests_on = 'depends_on'"
    assert entries("---\nrests_on:\n- a\n---\n", settings) == [("rests_on", "depends_on", False, "a", False)]


def test_links_in_a_source_are_citations() -> None:
    assert entries("---\nsource: after [[x]] and [[y|z]]\n---\n") == [
        ("source", "cites", False, "x", True),
        ("source", "cites", False, "y", True),
    ]


def test_a_folder_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.md").write_text("x")
    scandir = os.scandir

    def guarded(path: str):  # type: ignore[no-untyped-def]
        if path.endswith("shut"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = find_files(tmp_path, Config())
    assert found.paths == ("a.md",)
    assert [(path, fault.code) for path, fault in found.faults] == [("shut", "FM107")]


def test_two_links_in_an_entry_are_no_link_to_one_note() -> None:
    read = entries("---\nsupports:\n- '[[one]] and [[two]]'\n- '[[a [b]]]'\n---\n")
    assert read == [
        ("supports", "supports", False, "[[one]] and [[two]]", False),
        ("supports", "supports", False, "a [b]", True),
    ]


@pytest.mark.parametrize("value", ["3", "[a, {b: c}]", "{a: b}", "~", "[[a]]", "true", "|\n  x\n  y"])
@pytest.mark.parametrize(
    "name", ["type", "title", "domain", "created", "aliases", "supports", "quantities", "draft"]
)
def test_a_field_of_an_unexpected_kind_raises_nothing(name: str, value: str) -> None:
    assert note(f"---\n{name}: {value}\n---\nbody").path == "claims/A claim.md"


def test_links_and_odd_files_are_passed_over_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "passwd.md").symlink_to("/etc/passwd")
    (tmp_path / "folder").symlink_to("/etc", target_is_directory=True)
    (tmp_path / "big.md").write_text("x" * 3000)
    (tmp_path / "round").symlink_to("round")
    (tmp_path / "c.md").mkdir()
    (tmp_path / "c.md" / "d.md").write_text("x")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "e.md").write_text("x")
    (tmp_path / "_site").mkdir()
    (tmp_path / "_site" / "f.md").write_text("x")
    vault = read_vault(tmp_path, parse_config(b"[check]\nmax_file_kib = 2"))
    assert [note.id for note in vault.notes] == ["a", "c.md/d"]
    assert [(path, fault.code, fault.span) for path, fault in vault.faults] == [
        ("big.md", "FM107", Span(0, 0)),
        ("folder", "FM107", Span(0, 0)),
        ("passwd.md", "FM107", Span(0, 0)),
    ]


@pytest.mark.parametrize("name", ["caf\udce9.md", "caf\udce9/note.md"])
def test_a_path_that_is_no_utf8_is_passed_over_and_said(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x")
    vault = read_vault(tmp_path, Config())
    assert vault.notes == ()
    assert [(path, fault.code) for path, fault in vault.faults] == [(name.replace("\udce9", "?"), "FM107")]
    assert isinstance(file_state(tmp_path, name, Config()), Fault)


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        (["**/*.md"], [], ["a.md", "b/c.md", "b/d/e.md"]),
        (["b/*.md"], [], ["b/c.md"]),
        (["b/"], [], ["b/c.md", "b/d/e.md", "b/f.txt"]),
        (["*.md"], ["d"], ["a.md", "b/c.md"]),
        (["**/*.md"], ["b/**/e.md"], ["a.md", "b/c.md"]),
    ],
)
def test_globs_choose_the_files(
    tmp_path: Path, include: list[str], exclude: list[str], expected: list[str]
) -> None:
    for path in ("a.md", "b/c.md", "b/d/e.md", "b/f.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    settings = f"[vault]\ninclude = {include}\nexclude = {exclude}".encode()
    assert list(find_files(tmp_path, parse_config(settings)).paths) == expected


@pytest.mark.parametrize("output", ["_site", "./_site", "_site/", "pages//site", "a/../_site"])
def test_the_output_is_no_part_of_the_vault_however_it_is_written(tmp_path: Path, output: str) -> None:
    config = Config(site=SiteTable(output=output))
    place = tmp_path / os.path.normpath(output) / "c/oaks"
    place.mkdir(parents=True)
    for path in (tmp_path / "Oaks.md", place / "index.md"):
        path.write_text("# Oaks\n")
    assert find_files(tmp_path, config).paths == ("Oaks.md",)
    below = (place / "index.md").relative_to(tmp_path).as_posix()
    assert not note_filter(config)(below)


def test_a_folder_that_holds_a_built_site_holds_no_notes(tmp_path: Path) -> None:
    site = tmp_path / "docs" / "site"
    (site / "c/oaks").mkdir(parents=True)
    (site / SITE_MANIFEST).write_text('{"files": []}')
    for path in (tmp_path / "docs/Oaks.md", site / "llms.md", site / "c/oaks/index.md"):
        path.write_text("# Oaks\n")
    assert find_files(tmp_path, Config()).paths == ("docs/Oaks.md",)
    may_be_note = note_filter(Config(), tmp_path)
    assert may_be_note("docs/Oaks.md")
    assert not may_be_note("docs/site/c/oaks/index.md")


def test_a_list_of_a_site_beside_the_notes_hides_none(tmp_path: Path) -> None:
    for name in (SITE_MANIFEST, "Oaks.md"):
        (tmp_path / name).write_text("# Oaks\n")
    assert find_files(tmp_path, Config()).paths == ("Oaks.md",)
    assert note_filter(Config(), tmp_path)("Oaks.md")


def test_a_glob_of_many_stars_takes_no_time_on_a_path_that_it_does_not_fit() -> None:
    assert not glob_pattern("*a" * 40 + "b").fullmatch("a" * 255)
    assert not glob_pattern("**/a/" * 40 + "b").fullmatch("/".join("a" * 120))


@pytest.mark.parametrize(
    ("pattern", "path", "is_matched"),
    [
        ("a*b*c", "x/axbbc", True),
        ("a*b*c", "abcbc", True),
        ("/a*", "x/ab", False),
        ("b/**", "b/c/d.md", True),
        ("b/**", "b", False),
        ("x/**/y/**/z", "x/y/y/q/z", True),
        ("d/", "d/two\nlines.md", True),
        ("[a].md", "[a].md", True),
        ("**", "any/thing", True),
    ],
)
def test_stars_stand_for_what_git_says(pattern: str, path: str, is_matched: bool) -> None:
    assert bool(glob_pattern(pattern).fullmatch(path)) is is_matched


def test_the_vault_is_the_nearest_parent_with_settings_else_the_folder_vault(tmp_path: Path) -> None:
    inner = tmp_path / "v" / "w"
    inner.mkdir(parents=True)
    (tmp_path / "v" / "teleo.toml").write_text("")
    (tmp_path / "vault").mkdir()
    assert find_root(None, inner) == tmp_path / "v"
    assert find_root(None, tmp_path) == tmp_path / "vault"
    assert find_root(inner, tmp_path) == inner
    with pytest.raises(VaultNotFoundError, match="no such folder"):
        find_root(tmp_path / "gone", tmp_path)
    with pytest.raises(VaultNotFoundError, match="name its folder"):
        find_root(tmp_path / "v" / "teleo.toml", tmp_path)


def test_an_empty_vault_has_no_notes(tmp_path: Path) -> None:
    assert read_vault(tmp_path, Config()).notes == ()


def test_a_file_name_of_255_bytes_is_a_note(tmp_path: Path) -> None:
    name = "é" * 126 + ".md"
    (tmp_path / name).write_text("x")
    assert read_vault(tmp_path, Config()).notes[0].stem == "é" * 126

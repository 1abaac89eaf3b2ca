"""A rename moves a claim's file, its heading, and everything that names it, and breaks nothing."""

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types

from teleo.lsp.abilities import Abilities
from teleo.lsp.rename import RenameRefusedError, prepare_rename, rename
from teleo.lsp.rename_files import will_rename_files
from teleo.lsp.settings import Settings
from teleo.pipeline import survey
from tests.lsp.desk import Desk, applied, at, document, words_at
from tests.lsp.vaults import CHIPS_PATH, GROWTH_PATH, NOTES, write_vault

NEW = "Serving outgrows learning"


def renamed(root: Path, path: str, words: str, new: str, inside: int = 1, **settings: bool) -> None:
    """Rename what stands at some words of a note, and do what the answer says."""
    desk = Desk(root)
    desk.workspace.settings = Settings(**settings)
    view = desk.open(path)
    edit = rename(view, types.RenameParams(document(view), at(view, words, inside), new))
    assert edit is not None
    applied(root, edit)


def links_of(root: Path) -> set[tuple[str, str, str]]:
    """Return the edges of the vault on disk, by the names of files."""
    graph = survey(root).graph
    return {
        (origin.rpartition("/")[2], target.rpartition("/")[2], key)
        for origin, target, key in graph.edges(keys=True)
    }


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (GROWTH_PATH, "Inference outgrows training\n\nThe"),
        (CHIPS_PATH, "Inference outgrows training"),
        (CHIPS_PATH, "the growth note"),
        ("maps/compute map.md", "Inference outgrows"),
    ],
)
def test_a_rename_from_anywhere_keeps_every_edge(tmp_path: Path, path: str, words: str) -> None:
    root = write_vault(tmp_path)
    before = links_of(root)
    renamed(root, path, words, NEW)
    assert not (root / GROWTH_PATH).exists()
    text = (root / f"compute/{NEW}.md").read_text()
    assert f"\n# {NEW}\n" in text
    old = "Inference outgrows training"
    assert links_of(root) == {
        tuple(NEW if part == old else part for part in edge)
        for edge in before  # type: ignore[misc]
    }
    assert not [
        one for one in survey(root).diagnostics if one.code.startswith(("LK501", "LK502", "LK503", "QU905"))
    ]


def test_a_rename_writes_each_kind_of_link_in_its_own_form(tmp_path: Path) -> None:
    notes = {
        "a note.md": "# a note\n",
        "b.md": (
            "---\ntype: claim\nsupports:\n- 'a note'\n- \"[[a note]] — so it is\"\n"
            "reweave_edges:\n- a note|related|2026-01-01\nrelated: [a note, x]\nsource: see [[a note]] there\n---\n"
            "[[a note]] [[a note|shown]] [[a note#Part]] ![[a note]] "
            "[words](a%20note.md#part) [a note](<a note.md>)\n\n"
            "| x |\n|---|\n| [[a note\\|cell]] |\n"
        ),
    }
    root = write_vault(tmp_path, notes)
    renamed(root, "a note.md", "# a", "its, new name", 3)
    text = (root / "b.md").read_text()
    assert text == (
        "---\ntype: claim\nsupports:\n- 'its, new name'\n- \"[[its, new name]] — so it is\"\n"
        'reweave_edges:\n- its, new name|related|2026-01-01\nrelated: ["its, new name", x]\n'
        "source: see [[its, new name]] there\n---\n"
        "[[its, new name]] [[its, new name|shown]] [[its, new name#Part]] ![[its, new name]] "
        "[words](its,%20new%20name.md#part) [its, new name](<its, new name.md>)\n\n"
        "| x |\n|---|\n| [[its, new name\\|cell]] |\n"
    )


def test_the_part_behind_an_address_between_angles_stays(tmp_path: Path) -> None:
    text = (
        '[5](<sub/a note.md#q:share> "said so") [a part](<sub/a note.md#Part one>) [it](<sub/a note#q:x>)\n'
    )
    root = write_vault(tmp_path, {"sub/a note.md": "# a note\n", "b.md": text})
    renamed(root, "sub/a note.md", "# a", "its new name", 3)
    assert (root / "b.md").read_text() == text.replace("a note", "its new name")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[5](a%20(good)%20note.md#q:share)", "[5](its%20name.md#q:share)"),
        ("[it](a%20(good)%20note)", "[it](its%20name)"),
        ("[it]( a%20\\(good\\)%20note.md 'so (he) said' )", "[it]( its%20name.md 'so (he) said' )"),
        ("([it](./a%20(good)%20note.md))", "([it](its%20name.md))"),
        ("[![it](x.png)](a%20(good)%20note.md)", "[![it](x.png)](its%20name.md)"),
    ],
)
def test_an_address_with_brackets_is_written_anew_whole(tmp_path: Path, before: str, after: str) -> None:
    root = write_vault(
        tmp_path, {"a (good) note.md": "# a (good) note\n", "b.md": f"# b\n\n{before} there\n"}
    )
    renamed(root, "a (good) note.md", "# a", "its name", 3)
    assert (root / "b.md").read_text() == f"# b\n\n{after} there\n"


def test_a_reference_of_a_quantity_follows(tmp_path: Path) -> None:
    notes = {
        "a note.md": "---\ntype: claim\nquantities:\n  q: {calc: given, stated: 3}\n---\n# a note\n",
        "b.md": (
            "---\ntype: claim\nquantities:\n  r: {calc: shift.share_at, in: "
            "{share0: 35%, growth_ratio: = a note#q, years: 2}}\n---\n"
        ),
    }
    root = write_vault(tmp_path, notes)
    renamed(root, "a note.md", "# a", "one, two", 3)
    found = survey(root)
    assert found.quantities["b", "r"].value is not None
    assert not [one for one in found.diagnostics if one.code == "QU905"]


@pytest.mark.parametrize("new", ["a better note", "it's so, a note"])
def test_links_in_descriptions_and_responses_follow_and_stay_what_yaml_reads(
    tmp_path: Path, new: str
) -> None:
    notes = {
        "a note.md": "---\ntype: claim\nresponses: ['of [[a note]] itself']\n---\n# a note\n",
        "b.md": (
            "---\ntype: claim\ndescription: See [[a note]] and [[a note|that]], not [[b]]\nresponses:\n"
            "- 'it''s in [[a note]]'\n- \"\\u00e9 [[a note#Why]] said\"\n- no [[such note]]\n"
            "- |\n  of [[a note]]\n  two lines\n---\n"
        ),
    }
    root = write_vault(tmp_path, notes)
    renamed(root, "a note.md", "# a", new, 3)
    read = survey(root).vault
    assert read.by_id[new].document.fields.data["responses"] == [f"of [[{new}]] itself"]
    data = read.by_id["b"].document.fields.data
    assert data["description"] == f"See [[{new}]] and [[{new}|that]], not [[b]]"
    assert data["responses"] == [
        f"it's in [[{new}]]",
        f"\u00e9 [[{new}#Why]] said",
        "no [[such note]]",
        f"of [[{new}]]\ntwo lines\n",
    ]


def test_a_title_with_a_colon_puts_the_description_that_links_it_in_quotes(tmp_path: Path) -> None:
    notes = {
        "a.md": "---\ntype: claim\ntitle: a note\n---\n",
        "b.md": "---\ntype: claim\ndescription: See\n  [[a note]]\n---\n",
    }
    root = write_vault(tmp_path, notes)
    renamed(root, "a.md", "title: a note", "a note: more", 8)
    assert survey(root).vault.by_id["b"].document.fields.data["description"] == "See [[a note: more]]"


def test_an_alias_is_kept_if_wished(tmp_path: Path) -> None:
    root = write_vault(tmp_path)
    renamed(root, GROWTH_PATH, "# Inf", NEW, 3, keep_alias=True)
    assert survey(root).vault.by_id[f"compute/{NEW}"].aliases == ("Inference outgrows training",)


def test_a_slug_stays_a_slug_and_a_stated_title_changes_in_its_field(tmp_path: Path) -> None:
    notes = {"old-name.md": "---\ntitle: Old name\n---\n# Old name\n", "b.md": "[[Old name]] [[old-name]]\n"}
    root = write_vault(tmp_path, notes)
    renamed(root, "old-name.md", "# Old", "A: new name".replace(":", ""), 3)
    assert (root / "a-new-name.md").read_text() == "---\ntitle: A new name\n---\n# A new name\n"
    assert (root / "b.md").read_text() == "[[A new name]] [[a-new-name]]\n"


def test_a_heading_of_another_title_without_ascii_letters_stays(tmp_path: Path) -> None:
    root = write_vault(tmp_path, {"推理更便宜.md": "# 训练更贵\n", "b.md": "[[推理更便宜]]\n"})
    renamed(root, "b.md", "[[推理", "推理 GPU 更便宜", 3)
    assert (root / "推理 GPU 更便宜.md").read_text() == "# 训练更贵\n"
    assert (root / "b.md").read_text() == "[[推理 GPU 更便宜]]\n"


def test_a_file_whose_name_is_not_the_title_stays(tmp_path: Path) -> None:
    root = write_vault(tmp_path, {"x/_map.md": "# All of x\n", "b.md": "[[All of x]]\n"})
    renamed(root, "x/_map.md", "# All", "Everything on x", 3)
    assert (root / "x/_map.md").read_text() == "# Everything on x\n"
    assert (root / "b.md").read_text() == "[[Everything on x]]\n"


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("  ", "needs words"),
        ("chips follow load", "has this title already"),
        ("Chips follow load", "has this title already"),
        ("what now?", "cannot hold '\\?' on every system"),
        ("one <<two>> three", "cannot hold '<' on every system"),
        ("a\x9bb", "cannot hold .*x9b"),
        ("Con", "Windows keeps this name"),
        ("aux.one", "Windows keeps this name"),
        ("either/or", "cannot hold '/' on every system"),
        ("a]b", "no link could hold"),
        ("a" * 300, "303 bytes; 255 are allowed"),
        (".hidden", "begin or end with a dot"),
    ],
)
def test_a_title_that_cannot_be_is_refused_with_a_sentence(tmp_path: Path, title: str, reason: str) -> None:
    view = Desk(write_vault(tmp_path)).open(GROWTH_PATH)
    with pytest.raises(RenameRefusedError, match=reason):
        rename(view, types.RenameParams(document(view), at(view, "# Inf", 3), title))


def test_an_editor_that_renames_no_files_is_told(tmp_path: Path) -> None:
    view = Desk(write_vault(tmp_path), abilities=Abilities(document_changes=True)).open(GROWTH_PATH)
    with pytest.raises(RenameRefusedError, match="renames no files"):
        rename(view, types.RenameParams(document(view), at(view, "# Inf", 3), NEW))


def test_a_rename_is_prepared_on_names_alone(tmp_path: Path) -> None:
    view = Desk(write_vault(tmp_path)).open(GROWTH_PATH)
    for words in ("# Inf", "- Queries", "[[chips"):
        found = prepare_rename(view, types.PrepareRenameParams(document(view), at(view, words, 4)))
        assert found is not None
        assert words_at(view, found.range) in (found.placeholder, "Queries outnumber training runs")
    assert prepare_rename(view, types.PrepareRenameParams(document(view), at(view, "Clusters"))) is None


def test_a_moved_file_and_a_moved_folder_keep_their_links(tmp_path: Path) -> None:
    root = write_vault(tmp_path)
    before = links_of(root)
    desk = Desk(root)
    desk.open(GROWTH_PATH)
    moved = types.FileRename(desk.uri("hardware"), desk.uri("built/things"))
    edit = asyncio.run(will_rename_files(desk.workspace, types.RenameFilesParams([moved])))
    assert edit is not None
    applied(root, edit)
    (root / "built").mkdir()
    (root / "hardware").rename(root / "built/things")
    assert links_of(root) == before
    text = (root / "built/things/chips follow load.md").read_text()
    assert "(../../compute/Inference%20outgrows%20training.md#q:share)" in text
    assert set(NOTES) - {CHIPS_PATH} < {path.relative_to(root).as_posix() for path in root.rglob("*.md")}


def moved(root: Path, old: str, new: str, **settings: bool) -> None:
    """Rename a file as an editor's tree does."""
    desk = Desk(root)
    desk.workspace.settings = Settings(**settings)
    desk.workspace.vault_at(root)
    params = types.RenameFilesParams([types.FileRename(desk.uri(old), desk.uri(new))])
    edit = asyncio.run(will_rename_files(desk.workspace, params))
    assert edit is not None
    applied(root, edit)
    (root / old).rename(root / new)


def test_a_file_that_gets_another_name_gets_the_title_and_keeps_the_old_one_if_wished(tmp_path: Path) -> None:
    notes = {"a note.md": "---\ntype: claim\n---\n# a note\n", "b.md": "[[a note]] [x](a%20note.md)\n"}
    root = write_vault(tmp_path, notes)
    moved(root, "a note.md", "another note.md", keep_alias=True)
    assert (root / "another note.md").read_text() == (
        "---\ntype: claim\naliases:\n- a note\n---\n# another note\n"
    )
    assert (root / "b.md").read_text() == "[[another note]] [x](another%20note.md)\n"
    assert not [one for one in survey(root).diagnostics if one.code.startswith("LK")]


def test_files_of_two_vaults_are_renamed_at_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_vault(tmp_path / name, {"a.md": "# a\n", "b.md": "[[a]]\n"})
    desk = Desk(tmp_path)
    for name in ("one", "two"):
        desk.open(f"{name}/b.md")
    files = [types.FileRename(desk.uri(f"{name}/a.md"), desk.uri(f"{name}/c.md")) for name in ("one", "two")]
    edit = asyncio.run(will_rename_files(desk.workspace, types.RenameFilesParams(files)))
    assert edit is not None
    applied(tmp_path, edit)
    for name in ("one", "two"):
        assert (tmp_path / name / "b.md").read_text() == "[[c]]\n"


def test_a_title_may_change_its_case_alone(tmp_path: Path) -> None:
    root = write_vault(tmp_path)
    before = links_of(root)
    renamed(root, GROWTH_PATH, "# Inf", "Inference Outgrows Training", 3)
    assert (
        (root / "compute/Inference Outgrows Training.md").read_text().count("# Inference Outgrows Training\n")
    )
    assert {tuple(part.casefold() for part in edge) for edge in links_of(root)} == {
        tuple(part.casefold() for part in edge) for edge in before
    }
    assert not [one for one in survey(root).diagnostics if one.code in ("LK501", "LK502", "LK503")]


def test_a_rename_leaves_code_and_comments_alone(tmp_path: Path) -> None:
    shown = "`[[a note]]` <!-- [[a note]] -->\n\n```\n[[a note]]\n- a note|related|2026-01-01\n```\n\n    [[a note]]\n"
    root = write_vault(tmp_path, {"a note.md": "# a note\n", "b.md": f"[[a note]]\n\n{shown}"})
    renamed(root, "a note.md", "# a", "another note", 3)
    assert (root / "b.md").read_text() == f"[[another note]]\n\n{shown}"


def test_a_rename_begins_at_a_reference_of_a_quantity_too(tmp_path: Path) -> None:
    notes = {
        "a note.md": "---\ntype: claim\nquantities:\n  q: {calc: given, stated: 3}\n---\n# a note\n",
        "b.md": '---\nquantities:\n  r: {calc: price.at, in: {price0: "= a note#q", years: 2}}\n---\n',
    }
    root = write_vault(tmp_path, notes)
    view = Desk(root).open("b.md")
    place = at(view, "a note#q", 2)
    found = prepare_rename(view, types.PrepareRenameParams(document(view), place))
    assert found is not None and words_at(view, found.range) == "a note"
    renamed(root, "b.md", "a note#q", "the price's note", 2)
    assert '"= the price\'s note#q"' in (root / "b.md").read_text()
    assert ("b", "q") not in {(one.path, one.code) for one in survey(root).diagnostics if one.code == "QU905"}


ALIKE = {
    "a/index.md": "---\ntype: claim\n---\nSee [[oaks grow slowly]].\n",
    "b/oaks grow.md": "---\ntype: claim\nsupports:\n- index\n---\n[[index]] [i](index) [[birches gro]]\n",
    "b/birches grow in thin soil.md": "---\ntype: claim\n---\n# birches grow in thin soil\n",
    "b/oaks grow slowly.md": "---\ntype: claim\n---\n# oaks grow slowly\n",
    "c/elms.md": "---\ntype: claim\n---\n# elms\n\n[[./beside]] [[elms]]\n",
    "c/beside.md": "---\ntype: claim\n---\n",
}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("b/oaks grow.md", "c/index.md"),
        ("b/oaks grow.md", "index.md"),
        ("c/elms.md", "a/elms.md"),
        ("c/elms.md", "c/oaks grow slowly.md"),
    ],
)
def test_a_file_that_gets_the_name_of_another_takes_no_links_from_it(
    tmp_path: Path, old: str, new: str
) -> None:
    root = write_vault(tmp_path, ALIKE)
    ids = {old.removesuffix(".md"): new.removesuffix(".md")}
    before = set(survey(root).graph.edges(keys=True))
    moved(root, old, new)
    after = set(survey(root).graph.edges(keys=True))
    assert after == {(ids.get(one, one), ids.get(two, two), key) for one, two, key in before}


def test_the_beginning_of_a_title_is_written_out_where_a_new_title_begins_so_too(tmp_path: Path) -> None:
    root = write_vault(tmp_path, ALIKE)
    renamed(root, "c/elms.md", "# elms", "birches grow tall", inside=3)
    assert "[[birches grow in thin soil]]" in (root / "b/oaks grow.md").read_text()


@pytest.mark.parametrize("new", ["Soon so", "It's so, and {soon}"])
def test_a_name_in_a_text_of_several_lines_is_written_anew_and_its_lines_stay_apart(
    tmp_path: Path, new: str
) -> None:
    block = """\
type: claim
title: >-
  A note of its own
supports:
- >-
  Old title
  is so
- >
  Old title is so
- |
  [[Old title is so]]
- "Old title
  is so"
- Old title
  is so
- &x Old title is so
reweave_edges:
- >-
  Old title
  is so|cites|2026-01-01
depends_on: >-
  Old title is so

# the last line
"""
    (tmp_path / "Old title is so.md").write_text("---\ntype: claim\n---\n# Old title is so\n")
    (tmp_path / "b.md").write_text(f"---\n{block}---\nText.\n")
    before = links_of(tmp_path)
    desk = Desk(tmp_path)
    view = desk.open("Old title is so.md")
    edit = rename(view, types.RenameParams(document(view), at(view, "# Old", 4), new))
    assert edit is not None
    applied(tmp_path, edit)
    assert links_of(tmp_path) == {(one, new, relation) for one, _, relation in before}
    assert {relation for _, _, relation in before} == {"supports", "cites", "depends_on"}
    text = (tmp_path / "b.md").read_text()
    assert text.count("\n- ") == 7
    assert text.endswith(f"depends_on: >-\n  {new}\n\n# the last line\n---\nText.\n")


def test_a_stated_title_of_several_lines_is_replaced_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: >-\n  An old title\n  is here\ntype: claim\n---\nText.\n")
    (tmp_path / "b.md").write_text("[[An old title is here]]\n")
    renamed(tmp_path, "b.md", "An old", "Another is here")
    assert (tmp_path / "a.md").read_text() == "---\ntitle: Another is here\ntype: claim\n---\nText.\n"


def test_a_link_by_a_definition_follows_in_the_definition(tmp_path: Path) -> None:
    (tmp_path / "Old title is so.md").write_text("---\ntype: claim\n---\n# Old title is so\n")
    lines = (
        "See [it][One], [two], [it again][one] and [other](other.md).\n\n"
        '[one]: Old%20title%20is%20so.md#Part "Old title is so"\n'
        "[Two]:\n  <sub/../Old title is so.md>\n[three]: other.md\n"
    )
    (tmp_path / "b.md").write_text(lines)
    (tmp_path / "other.md").write_text("Other.\n")
    before = links_of(tmp_path)
    renamed(tmp_path, "Old title is so.md", "# Old title", "New (title) is so", 4)
    new = "New (title) is so"
    assert ("b", "Old title is so", "mentions") in before
    assert links_of(tmp_path) == {(one, new if "Old" in to else to, relation) for one, to, relation in before}
    assert (tmp_path / "b.md").read_text() == lines.replace(
        "Old%20title%20is%20so.md", "New%20%28title%29%20is%20so.md"
    ).replace("<sub/../Old title is so.md>", "<New%20%28title%29%20is%20so.md>")


def test_all_definitions_with_an_address_follow_and_code_does_not(tmp_path: Path) -> None:
    (tmp_path / "Old title is so.md").write_text("---\ntype: claim\n---\n# Old title is so\n")
    lines = (
        "See [it][one] and [again][two].\n\n[one]: Old%20title%20is%20so.md\n[two]: <Old title is so.md>\n\n"
        "```\n[one]: Old-title.md\n```\n"
    )
    (tmp_path / "b.md").write_text(lines.replace("Old-title", "Old%20title%20is%20so"))
    renamed(tmp_path, "Old title is so.md", "# Old title", "It is new", 4)
    assert (tmp_path / "b.md").read_text() == lines.replace("Old%20title%20is%20so", "It%20is%20new").replace(
        "<Old title is so", "<It%20is%20new"
    ).replace("Old-title", "Old%20title%20is%20so")


def test_a_new_title_with_a_comma_is_quoted_among_braces_and_in_a_list_with_an_anchor(tmp_path: Path) -> None:
    old = "Old title is so"
    (tmp_path / f"{old}.md").write_text(f"---\n{{type: claim, title: {old}}}\n---\nText.\n")
    listed = "---\ntype: claim\nsupports: &all [{}, c]\n---\nText.\n"
    (tmp_path / "b.md").write_text(listed.format(old))
    renamed(tmp_path, f"{old}.md", f"title: {old}", "New, it is", 8)
    assert (tmp_path / "New, it is.md").read_text() == '---\n{type: claim, title: "New, it is"}\n---\nText.\n'
    assert (tmp_path / "b.md").read_text() == listed.format('"New, it is"')

"""The rules on blocks and schemas: what reading found is reported, and the rest of the note still counts."""

from dataclasses import replace
from pathlib import Path

import pytest

from teleo.config import CheckTable, Config
from teleo.pipeline import survey
from tests.rules.vaults import claim, fixed, found, messages, write

FULL = ("domain: d", "description: adds to it", "confidence: likely", "source: s", "created: 2026-01-01")


def test_a_note_with_a_broken_field_is_still_checked(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim(*FULL, "bad: [", "last_evaluated: 2025-01-01")})
    assert [item.code for item in found(tmp_path, "FM")] == ["FM102"]
    assert [item.code for item in found(tmp_path, "SC405")] == ["SC405"]


def test_a_bare_note_among_claims_is_reported_and_one_among_pages_is_not(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "c/a": claim(),
            "c/b": "# b",
            "c/README": "# about",
            "c/_map": "# map",
            "p/x": "# x",
            "p/y": claim(),
            "p/z": "z",
        },
    )
    assert [(item.path, item.severity) for item in found(tmp_path, "FM106")] == [("c/b.md", "warning")]


def test_a_bare_note_that_a_claim_rests_on_is_reported_wherever_it_stands(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a": claim("depends_on:", "- far"), "p/far": "# far", "p/x": "# x", "b": claim(body="[[x]]")},
    )
    assert [item.path for item in found(tmp_path, "FM106")] == ["p/far.md"]


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("\n\n", 3),
        ("# A heading\n\n", 3),
        ("```yaml\n", 2),
        ("\n  ```markdown\n", 3),
        ("Sure! Here it is:\r\n\r\n", 3),
        (" ", 1),
        ("-", 1),
    ],
)
def test_a_block_that_does_not_begin_the_file_is_found(tmp_path: Path, before: str, line: int) -> None:
    block = "---\ndomain: d\ntags:\n- t\ntype: claim\n---\ntext\n"
    write(tmp_path, {"a": before + block, "README": before + block, "plain": "# x\n\n---\ntext\n---\n"})
    (item,) = found(tmp_path, "FM106")
    assert (item.path, item.place.line) == ("a.md", line)
    assert "move it to the first line" in item.message


@pytest.mark.parametrize(
    "before", ["# How to write a claim\n\n```yaml\n", "An example:\r\n\r\n~~~markdown\r\n", "So:\n\n    "]
)
def test_a_block_that_is_shown_in_code_is_an_example(tmp_path: Path, before: str) -> None:
    indent = before[before.rfind("\n") + 1 :]
    block = f"---\n{indent}type: claim\n{indent}---\n```\n\ntype: claim\n"
    write(tmp_path, {"guide": before + block})
    assert found(tmp_path, "FM106") == []


def test_lines_that_could_be_read_in_two_ways_are_looked_at_once(tmp_path: Path) -> None:
    write(tmp_path, {"a": "\n---\n" + "-a: b\n" * 600 + "---\n", "b": "\n---\n" + "a-: b\n" * 600})
    assert found(tmp_path, "FM106") == []


def test_files_that_are_passed_over_are_named_with_the_reason(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim(), "large": "x" * 3000})
    (tmp_path / "link.md").symlink_to("/etc/passwd")
    config = replace(Config(), check=CheckTable(max_file_kib=2))
    large, link = found(tmp_path, "FM107", config)
    assert (large.path, link.path) == ("large.md", "link.md")
    assert "the limit is 2" in large.message
    assert "symbolic link" in link.message


def test_each_missing_field_is_named_at_the_type_that_asks_for_it(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim("domain: d", "description:", "created: 2026-01-01")})
    found_ = [(item.message, item.place.line) for item in found(tmp_path, "SC401")]
    assert found_ == [
        ("has no `confidence`; add it", 2),
        ("has no `source`; add it", 2),
        ("`description` is empty; fill it", 4),
    ]


def test_a_field_that_stands_behind_an_error_of_yaml_is_not_called_missing(tmp_path: Path) -> None:
    block = (
        "domain: d",
        "description: one: two",
        "confidence: likely",
        "source: @alice",
        "created: 2026-01-01",
    )
    write(tmp_path, {"a": claim(*block), "b": claim(*block[:3])})
    assert [(item.path, item.message) for item in found(tmp_path, "SC401")] == [
        ("b.md", "has no `created`; add it"),
        ("b.md", "has no `source`; add it"),
    ]


def test_a_type_that_stands_in_a_line_unread_by_yaml_was_not_forgotten(tmp_path: Path) -> None:
    block = '---\n{}\n\tconfidence: likely\n"source": a\ndomain: d\n---\n'
    write(tmp_path, {"a": block.format("type: claim"), "b": block.format("created: 2026-01-01")})
    assert [item.path for item in found(tmp_path, "SC401")] == ["b.md"]


def test_a_note_with_a_rating_and_no_type_forgot_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a": "---\nconfidence: likely\n---\n",
            "b": "---\ntitle: b\n---\n",
            "c": "---\ntype: insight\n---\n",
        },
    )
    assert [(item.path, item.message) for item in found(tmp_path, "SC401")] == [
        ("a.md", "has the fields of a claim and no `type`; add `type: claim`")
    ]


@pytest.mark.parametrize(
    ("line", "message", "is_safe"),
    [
        ("confidence: Likely", "`confidence` is 'Likely', {}; did you mean 'likely'?", True),
        ("confidence: likley", "`confidence` is 'likley', {}; did you mean 'likely'?", False),
        ("confidence: plausible", "`confidence` is 'plausible', {}", None),
    ],
)
def test_a_word_outside_the_vocabulary_offers_the_one_meant(
    tmp_path: Path, line: str, message: str, is_safe: bool | None
) -> None:
    write(tmp_path, {"a": claim(line)})
    (item,) = found(tmp_path, "SC402")
    assert item.message == message.format("not one of proven, likely, experimental, speculative")
    assert (item.fix.is_safe if item.fix else None) is is_safe


def test_a_mended_word_is_written_without_its_quotes(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim('confidence: "Likely"')})
    assert "confidence: likely\n" in fixed(tmp_path, "SC402")["a.md"]


def test_a_slip_of_a_type_is_asked_about_and_another_type_is_not(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a": "---\ntype: clam\n---\n", "b": "---\ntype: insight\n---\n", "c": "---\ntype: moc\n---\n"},
    )
    assert messages(tmp_path, "SC402") == [
        "`type` is 'clam', which makes this a plain note; did you mean 'claim'?"
    ]


def test_a_relation_that_no_edge_has_is_named_in_its_entry(tmp_path: Path) -> None:
    fields = "reweave_edges:\n- b|supports|2026-03-28\n- b|suports|2026-03-28\n- b|related\n- b"
    write(tmp_path, {"a": claim(fields), "b": claim("draft: true")})
    (message,) = messages(tmp_path, "SC402")
    assert message.startswith(
        "`reweave_edges` names the relation 'suports', not one of depends_on, supports,"
    )
    assert message.endswith("did you mean 'supports'?")


def test_domains_are_closed_when_the_settings_list_them(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim("domain: compute"), "b": claim("domain: chips")})
    assert messages(tmp_path, "SC402") == []
    write(tmp_path, {"teleo.toml": '[vault.domains]\nchips = "Chips"\n'})
    assert messages(tmp_path, "SC402") == ["`domain` is 'compute', not one of chips"]


def test_a_slip_of_a_field_is_a_warning_and_a_field_of_ones_own_an_info(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim("depend_on:", "- x", "tradition: none", "rests_on:", "- x")})
    write(tmp_path, {"teleo.toml": '[types.fields]\nrests_on = "depends_on"\n'})
    assert [(item.message, item.severity) for item in found(tmp_path, "SC404")] == [
        ("unknown field 'depend_on'; did you mean 'depends_on'?", "warning"),
        ("unknown field 'tradition'; teleo passes it over", "info"),
    ]


def test_a_field_that_took_in_its_value_is_not_cut_down_to_its_name(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim("description:\N{NO-BREAK SPACE}a: b")})
    assert [item.fix for item in found(tmp_path, "SC404")] == [None]


def test_tomorrow_has_begun_somewhere_and_the_day_after_has_not(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim("created: 2026-06-02"), "b": claim("created: 2026-06-03")})
    assert messages(tmp_path, "SC405") == ["`created` is 2026-06-03, which lies in the future"]


def test_a_permalink_that_the_site_cannot_give_is_named_with_the_note_that_has_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a": claim("permalink: oaks/old", "draft: true"),
            "b": claim("permalink: oaks/old"),
            "c": claim("permalink: /Oaks/Old.html"),
            "d": claim("permalink: claims/oaks"),
            "e": claim(f"permalink: {'oak' * 50}"),
            "f": claim("permalink: 日本"),
            "g": claim("permalink:"),
        },
    )
    assert messages(tmp_path, "SC406") == [
        "`permalink` is already that of b.md",
        "`permalink` 'claims/oaks' names a folder of the site's own, or has no letter or digit of ASCII",
        "`permalink` has 150 characters, the limit is 120",
        "`permalink` '日本' names a folder of the site's own, or has no letter or digit of ASCII",
    ]


def test_a_conflict_in_the_body_is_found_and_one_shown_in_code_is_not(tmp_path: Path) -> None:
    conflict = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n"
    write(
        tmp_path,
        {
            "a": claim(body=f"é text\n\n{conflict}"),
            "b": claim(body=f"é\n\n```diff\n{conflict}```\n\n~~~~\n{conflict}~~~~\n"),
            "c": claim(body="A heading\n=======\n\n>>>>>>> deep\n\n<<<<<<<< eight\n\n    <<<<<<< indented\n"),
        },
    )
    assert [(item.path, item.place.line) for item in found(tmp_path, "FM104")] == [("a.md", 6)]
    write(tmp_path, {"a": claim(body=conflict.replace("\n", "\r\n"))})
    assert [item.place.end_column for item in found(tmp_path, "FM104")] == [13]


def test_a_type_that_is_no_word_is_found(tmp_path: Path) -> None:
    write(tmp_path, {"a": "---\ntype: {claim: x}\n---\n# a\n", "b": "---\ntype: [claim]\n---\n# b\n"})
    assert messages(tmp_path, "SC403") == [
        "`type` wants one word, found a mapping, which makes this a plain note",
        "`type` wants one word, found a list",
    ]


@pytest.mark.parametrize(
    "quantities",
    ["[1]", "{q: [1]}", "{q: {calc: given, stated: [1]}}", "{q: {calc: given, stated: 1, as_of: [1]}}"],
)
def test_a_list_in_a_quantity_is_told_once(tmp_path: Path, quantities: str) -> None:
    write(tmp_path, {"a": f"---\ntype: claim\nquantities: {quantities}\n---\n# a\n"})
    codes = [item.code for item in survey(tmp_path).diagnostics]
    assert (codes.count("SC403"), codes.count("QU901")) == (0, 1)


def test_a_quantity_with_a_number_for_its_name_is_looked_at_like_any_other(tmp_path: Path) -> None:
    write(tmp_path, {"a": "---\ntype: claim\nquantities: {1: [2], q: {3: [4], in: {5: {6: 7}}}}\n---\n# a\n"})
    codes = {item.code for item in survey(tmp_path).diagnostics}
    assert ("QU901" in codes, "SC403" in codes) == (True, False)

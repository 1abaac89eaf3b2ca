"""The rules on what YAML misreads: YT201 to YT206."""

import pytest
from hypothesis import given

from teleo.formatting.repair import repair_text
from teleo.model import Severity
from tests.formatting.blocks import blocks
from tests.rules.one_note import found, mended, places

TRAPS = ("YT201", "YT202", "YT203", "YT204")


def test_each_swallowed_entry_is_found_at_its_dash() -> None:
    assert places('supports:\n- a\n  - "b"\n  - c\n', "YT201") == [(3, 3, 8), (4, 3, 6)]


def test_a_scalar_that_swallowed_a_list_is_found() -> None:
    assert places("supports: a\n  - b\n", "YT201") == [(2, 3, 6)]


@pytest.mark.parametrize(
    "block", ['a: "x\n  - y"\n', "a: |\n  x\n  - y\n", "a:\n- x\n  y - z\n", "a:\n- x\n  -y\n"]
)
def test_text_with_a_dash_is_no_swallowed_entry(block: str) -> None:
    assert found(block, "YT201") == []


def test_swallowed_entries_come_apart() -> None:
    assert mended('supports:\n- a\n  - "b"\n', "YT201", "ST302") == "supports:\n- a\n- b\n"


@pytest.mark.parametrize("block", ["supports:\n- [[x, y]]\n", "tags: [[x]]\n", "tags:\n- [[x]]\n"])
def test_a_link_without_quotes_is_found_and_quoted(block: str) -> None:
    assert len(found(block, "YT202")) == 1
    assert mended(block, "YT202") == block.replace("[[", '"[[').replace("]]", ']]"')


@pytest.mark.parametrize(
    "block", ["tags:\n- [[x, y]]\n", "supports: [[x], [y]]\n", 'supports:\n- "[[x]]"\n', "tags: [x]\n"]
)
def test_a_list_that_is_meant_is_no_link(block: str) -> None:
    assert found(block, "YT202") == []


def test_an_entry_that_became_a_mapping_is_found_and_quoted() -> None:
    block = "supports:\n- b\n- a: rest of it\n"
    assert places(block, "YT203") == [(3, 3, 16)]
    assert mended(block, "YT203") == 'supports:\n- b\n- "a: rest of it"\n'
    assert mended("supports:\n- a: b # why\n", "YT203") == 'supports:\n- "a: b" # why\n'


def test_a_response_that_yaml_misreads_is_put_in_quotes() -> None:
    block = "responses:\n- from Ada: see the bills\n- [[a, b]]\n"
    assert [item.code for item in found(block, "YT202", "YT203")] == ["YT203", "YT202"]
    assert mended(block, "YT203") == 'responses:\n- "from Ada: see the bills"\n- [[a, b]]\n'
    assert mended(block, "YT202") == 'responses:\n- from Ada: see the bills\n- "[[a, b]]"\n'


def test_a_mapping_of_many_lines_is_found_and_left_to_its_author() -> None:
    (item,) = found("supports:\n- title: a\n  reason: b\n", "YT203")
    assert item.fix is None
    assert "write the title alone" in item.message


def test_a_title_under_a_key_of_its_own_is_not_put_in_quotes_with_the_key() -> None:
    (item,) = found("supports:\n- title: a\n", "YT203")
    assert item.fix is None
    assert "write the title alone" in item.message


def test_a_sentence_over_two_lines_that_became_a_mapping_is_told_to_be_quoted() -> None:
    (item,) = found("supports:\n- a survey of 2025: training\n    takes most\n", "YT203")
    assert item.fix is None
    assert "put the entry in quotes" in item.message


@pytest.mark.parametrize("entries", ["[{}, c]", "[c, {}, ]", "[\n  {},\n  c]", "[c,\n  {}]"])
def test_a_mapping_among_brackets_is_quoted_up_to_its_end(entries: str) -> None:
    assert (
        mended(f"supports: {entries.format('a: b')}\n", "YT203")
        == "supports: " + entries.format('"a: b"') + "\n"
    )


def test_a_mapping_in_another_field_is_none_of_its_business() -> None:
    assert found("notes:\n- a: b\n", "YT203") == []


@pytest.mark.parametrize(
    "block",
    [
        "source: report #12 of x\n",
        "supports:\n- a #b\n",
        "supports:\n- a\t#b\n",
        "q:\n  k: v #w\n  l: m# n\n",
    ],
)
def test_a_value_cut_at_a_hash_is_found(block: str) -> None:
    assert len(found(block, "YT204")) == 1


@pytest.mark.parametrize(
    "block", ["source: a # b\n", 'source: "a" #b\n', "source: a#b\n", "source: #b\n", "a: |\n  x #b\n"]
)
def test_a_comment_and_a_hash_that_cuts_nothing_are_not_found(block: str) -> None:
    assert found(block, "YT204") == []


def test_a_cut_value_is_put_in_quotes_as_a_whole() -> None:
    assert mended('source: a "b" #12 c\n', "YT204") == 'source: "a \\"b\\" #12 c"\n'


@pytest.mark.parametrize("word", ["no", "Yes", "ON", "y", "0o17", "017", "1_000", "1:30", "1e5", "=", "0b1"])
def test_a_word_with_two_readings_is_found_and_quoted(word: str) -> None:
    assert len(found(f"tags:\n- {word}\n", "YT205")) == 1
    assert found(mended(f"tags:\n- {word}\n", "YT205"), "YT205") == []


@pytest.mark.parametrize(
    "word", ["true", "null", "12", "1.5", "2026-03-28", "0x1f", "'no'", "nope", "1.2.3", ".inf", "0"]
)
def test_a_word_with_one_reading_is_not_found(word: str) -> None:
    assert found(f"tags:\n- {word}\n", "YT205") == []


def test_a_truth_value_is_written_as_one() -> None:
    (item,) = found("draft: yes\n", "YT205")
    assert item.message == "YAML 1.1 reads 'yes' as true, YAML 1.2 as text; write true"
    assert mended("draft: yes\n", "YT205") == "draft: true\n"


def test_an_octal_number_says_what_each_rule_reads() -> None:
    (item,) = found("tags:\n- 017\n", "YT205")
    assert "as the number 15" in item.message
    assert "as the number 17" in item.message
    assert mended("tags:\n- 017\n", "YT205") == "tags:\n- 17\n"


def test_numbers_of_quantities_are_no_matter_of_two_readings() -> None:
    assert found("quantities:\n  q:\n    in: {flops: 1e24}\n", "YT205") == []


@pytest.mark.parametrize(
    ("block", "severity"),
    [
        ("created: 2026-03-00\n", Severity.ERROR),
        ("created: 2026-13-01\n", Severity.ERROR),
        ("date: '2026-02-30'\n", Severity.ERROR),
        ("anything:\n- 2026-00-00\n", Severity.ERROR),
        ("reweave_edges:\n- a|supports|2026-03-00\n", Severity.ERROR),
        ("created: 2026-03\n", Severity.WARNING),
        ("created: 2026-3-5\n", Severity.WARNING),
        ("last_evaluated: 2026\n", Severity.WARNING),
    ],
)
def test_a_date_that_is_no_day_is_found(block: str, severity: Severity) -> None:
    (item,) = found(block, "YT206")
    assert item.severity is severity


@pytest.mark.parametrize(
    "block",
    [
        "created: 2026-03-28\n",
        "date: 2026\n",
        "as_of: 2026-06\n",
        "quantities:\n  q: {as_of: 2026-02-30}\n",
        "note: about 2026-03-00\n",
        "x: '2026-03-00'\n",
        "created: 2026-03-28T10:00:00Z\n",
        "reweave_edges:\n- a|supports|2026-03-28\n",
        "reweave_edges:\n- a\n",
    ],
)
def test_a_day_and_what_is_no_date_are_not_found(block: str) -> None:
    assert found(block, "YT206") == []


@pytest.mark.parametrize(
    "block",
    [
        'supports:\n  - a\n  -   "b"\n',
        'supports:\n- a\n  - "b"\n',
        "supports:\n- [[x]]\n- a: b\n- c #d\n",
        "tags: [[x]]\n",
    ],
)
def test_the_fixes_of_the_rules_give_the_bytes_of_a_repair(block: str) -> None:
    assert mended(block, *TRAPS, "ST301", "ST302") == repaired(block)


@given(blocks())
def test_a_sound_block_holds_no_swallowed_entry(block: str) -> None:
    assert found(block, "YT201", head="") == []


def repaired(block: str) -> str:
    text = repair_text(f"---\n{block}---\n").text
    return text.removeprefix("---\n").removesuffix("---\n")


def test_no_more_than_sixteen_dashes_of_a_field_carry_its_fix() -> None:
    fixes = [item.fix for item in found("supports:\n- a\n" + '  - "b"\n' * 40, "YT201")]
    assert [fix is not None for fix in fixes] == [True] * 16 + [False] * 24

"""The rules on links: what is found, what is offered, and what a fix writes."""

from pathlib import Path

import pytest

from tests.rules.vaults import claim, fixed, found, messages, write

OUTSIDE = "leads out of the vault; copy the file into it, or link to its address"
TARGET = {"inference outgrows training": claim(body="# inference outgrows training\n")}


def test_the_closest_three_are_offered_best_first(tmp_path: Path) -> None:
    titles = (
        "inference outgrows training",
        "inference outgrows learning",
        "inference outgrows turning",
        "gold is dear",
    )
    write(
        tmp_path, {title: claim() for title in titles} | {"a": claim(body="[[inference outgrow training]]")}
    )
    assert messages(tmp_path, "LK501") == [
        "no note is named 'inference outgrow training'; nearest: 'inference outgrows training'; "
        "'inference outgrows learning'; 'inference outgrows turning'"
    ]


def test_links_among_the_words_of_a_description_and_of_responses_are_looked_up(tmp_path: Path) -> None:
    fields = (
        'description: "See [[inference outgrew training|so]] and [[inference outgrows training#Why]]."',
        "responses:",
        "- 'Not so: [[the vendor''s note]], [[the vendor''s note]] and [[1,2],[3,4]].'",
        "- no [[https://a.example]",
    )
    text = claim(*fields, body="[[no such note]]")
    write(tmp_path, TARGET | {"a": text})
    listed = [(item.place.line, item.place.column, item.message) for item in found(tmp_path, "LK501")]
    near = "nearest: 'inference outgrows training'"
    assert listed == [
        (3, 19, f"no note is named 'inference outgrew training'; {near}"),
        (5, 12, 'no note is named "the vendor\'s note"; write that note, or mend the link'),
        (8, 1, "no note is named 'no such note'; write that note, or mend the link"),
    ]
    assert fixed(tmp_path, "LK501", unsafe=True) == {}


def test_a_title_of_several_notes_is_told_among_the_words_of_a_field_too(tmp_path: Path) -> None:
    text = claim('description: "See [[elm]]."', "responses:", "- no, [[a/elm]]", "- yes, [[elm|so]]")
    write(tmp_path, {"a/elm": claim(), "b/elm": claim(), "oak": text})
    listed = [(item.path, item.place.line, item.message) for item in found(tmp_path, "LK503")]
    message = "'elm' names 2 notes; write the path of one: a/elm; b/elm"
    assert listed == [("oak.md", 3, message), ("oak.md", 6, message)]


def test_a_letter_that_only_looks_like_that_of_a_title_is_named(tmp_path: Path) -> None:
    looks_so = "inference outgr\u043ews training"
    write(tmp_path, TARGET | {"a": claim("supports:", f"- {looks_so}", body=f"[[{looks_so}]]")})
    letter = "here stands U+043E CYRILLIC SMALL LETTER O, there U+006F LATIN SMALL LETTER O"
    assert messages(tmp_path, "LK501") == [
        f"no note is named '{looks_so}'; nearest: 'inference outgrows training', which looks the same; {letter}"
    ]
    assert messages(tmp_path, "LK504") == [
        f"`supports` names no note; did you mean 'inference outgrows training', which looks the same; {letter}?"
    ]


def test_an_unresolved_link_is_reported_once_for_each_note(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim(body="[[nowhere]] and [[nowhere]]"), "b": claim(body="[[nowhere]]")})
    assert [item.path for item in found(tmp_path, "LK501")] == ["a.md", "b.md"]


def test_no_fix_ever_strips_a_link(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim("supports:", '- "[[nowhere at all]]"', body="[[nowhere at all]] [[b]]")})
    assert [item.fix for item in found(tmp_path, "LK501")] == [None, None]


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("2026-03-05", "2026-03-15"),
        ("20260301101010", "20260301101011"),
        ("wages rose by 5%", "wages rose by 6%"),
    ],
)
def test_a_name_with_another_number_is_never_taken_for_a_slip(tmp_path: Path, title: str, meant: str) -> None:
    fields = ("supports:", f'- "[[{meant}]]"', f"- {meant}")
    write(tmp_path, {title: claim(), "a": claim(*fields, body=f"[[{meant}]]\n")})
    assert [item.message for item in found(tmp_path, "LK501")] == [
        f"no note is named {meant!r}; nearest: {title!r}"
    ]
    assert fixed(tmp_path, "LK501", unsafe=True) == fixed(tmp_path, "LK504", unsafe=True) == {}


def test_a_slip_in_the_letters_of_a_title_with_a_number_is_mended(tmp_path: Path) -> None:
    write(tmp_path, {"wages rose by 5%": claim(), "a": claim(body="[[wages rse by 5%]]\n")})
    assert fixed(tmp_path, "LK501", unsafe=True)["a.md"].endswith("[[wages rose by 5%|wages rse by 5%]]\n")


def test_a_link_in_code_is_none(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim(body="`[[nowhere]]`\n\n```\n[[nowhere]]\n```\n")})
    assert messages(tmp_path, "LK") == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("[x](../outside.md)", "no note is named '../outside.md'; write that note, or mend the link"),
        ("[x](../../etc/passwd)", f"'../../etc/passwd' {OUTSIDE}"),
        ("![x](missing.png)", "no file 'missing.png' is in the vault; add it, or mend the path"),
        ("[x](data/there.csv)", None),
        ("![[there.csv]]", None),
        ("[[there.csv]]", None),
        ("[[there.csv#row=3|row 3]]", None),
        ("[[there.tsv]]", "no note is named 'there.tsv'; write that note, or mend the link"),
        ("[[there.csv.md]]", "no note is named 'there.csv.md'; write that note, or mend the link"),
        ("[x](https://example.org/x.md)", None),
        ("[x](mailto:a@example.org)", None),
        ("[x](#heading)", None),
        ("[x](#q:year_70)", None),
    ],
)  # fmt: skip
def test_links_to_files_must_name_one_in_the_vault(tmp_path: Path, link: str, message: str | None) -> None:
    write(tmp_path / "v", {"a": claim(body=link), "data/there.csv": "1"})
    (tmp_path / "outside.md").write_text("x", encoding="utf-8")
    assert messages(tmp_path / "v", "LK501") == ([message] if message else [])


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("[[Inference outgrows training]]", "[[inference outgrows training|Inference outgrows training]]"),
        ("[[Inference outgrows training|so]]", "[[inference outgrows training|so]]"),
        (
            "[[inference-outgrows-training#Why]]",
            "[[inference outgrows training#Why|inference-outgrows-training#Why]]",
        ),
        ("[[inference outgrows]]", "[[inference outgrows training|inference outgrows]]"),
    ],
)
def test_an_inexact_link_is_rewritten_and_keeps_what_the_reader_sees(
    tmp_path: Path, written: str, mended: str
) -> None:
    write(tmp_path, TARGET | {"a": claim(body=f"See {written}.\n")})
    assert fixed(tmp_path, "LK502")["a.md"].endswith(f"See {mended}.\n")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("C is fast", "C++ is fast"),
        ("Prices change by +5%", "prices change by 5%"),
        ("a = b in all", "a ≠ b in all"),
    ],
)
def test_a_link_that_differs_in_a_sign_is_rewritten_only_if_asked(
    tmp_path: Path, name: str, written: str
) -> None:
    write(tmp_path, {name: claim(), "a": claim(body=f"[[{written}]]")})
    assert fixed(tmp_path, "LK502") == {}
    assert f"[[{name}|{written}]]" in fixed(tmp_path, "LK502", unsafe=True)["a.md"]


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_an_inexact_entry_keeps_its_quotes(tmp_path: Path, quote: str) -> None:
    write(tmp_path, TARGET | {"a": claim("supports:", f"- {quote}Inference-outgrows-training{quote}")})
    assert f"- {quote}inference outgrows training{quote}\n" in fixed(tmp_path, "LK502")["a.md"]


def test_an_entry_is_not_rewritten_where_the_title_would_need_quotes(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "costs - a history": claim("title: 'costs: a history'"),
            "a": claim("supports:", "- Costs A History"),
        },
    )
    assert len(found(tmp_path, "LK502")) == 1
    for text in fixed(tmp_path, "LK502").values():
        assert "costs: a history\n" not in text.partition("supports:")[2]


def test_an_exact_title_path_or_alias_is_no_fault(tmp_path: Path) -> None:
    links = "[[inference outgrows training]] [[folder/b]] [[short name]] [x](folder/b.md)"
    write(tmp_path, TARGET | {"folder/b": claim("aliases:", "- short name"), "a": claim(body=links)})
    assert messages(tmp_path, "LK") == []


def test_an_ambiguous_link_lists_the_paths_and_offers_the_one_beside_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "x/_map": "# X",
            "y/_map": "# Y",
            "x/a": claim(body="Topics:\n- [[_map]]\n"),
            "b": claim(body="[[_map]]"),
        },
    )
    outside, inside = found(tmp_path, "LK503")
    assert outside.message == "'_map' names 2 notes; write the path of one: x/_map; y/_map"
    assert outside.fix is None
    assert inside.fix is not None
    assert not inside.fix.is_safe
    assert fixed(tmp_path, "LK503", unsafe=True)["x/a.md"].endswith("- [[x/_map|_map]]\n")


def test_an_entry_near_to_a_title_is_asked_about_and_a_sentence_is_kept(tmp_path: Path) -> None:
    entries = ("supports:", "- inference outgrowss trainings", "- a sentence about something else")
    write(tmp_path, TARGET | {"a": claim(*entries)})
    near, prose = found(tmp_path, "LK504")
    assert near.message == "`supports` names no note; did you mean 'inference outgrows training'?"
    assert near.severity == "warning"
    assert (
        prose.message
        == "`supports` names no note: 'a sentence about something else'; it counts as words, not as an edge"
    )
    assert prose.severity == "info"


@pytest.mark.parametrize(
    "entry",
    [
        "inference outgrows training: why",
        "inference outgrows training #why",
        "inference outgrows training.md#H",
    ],
)
def test_an_entry_that_says_more_than_a_title_is_not_cut_down_to_it(tmp_path: Path, entry: str) -> None:
    write(tmp_path, TARGET | {"a": claim("supports:", f'- "{entry}"')})
    assert [item.message for item in found(tmp_path, "LK504") if "did you mean" in item.message]
    assert fixed(tmp_path, "LK504", unsafe=True) == {}


@pytest.mark.parametrize(("link", "is_safe"), [("20260301101010", False), ("20260301101010 inference", True)])
def test_a_link_by_the_number_that_begins_a_name_stays_one_unless_asked(
    tmp_path: Path, link: str, is_safe: bool
) -> None:
    write(tmp_path, {"20260301101010 inference outgrows training": claim(), "a": claim(body=f"[[{link}]]")})
    [inexact] = found(tmp_path, "LK502")
    assert (inexact.fix and inexact.fix.is_safe) is is_safe


def test_a_link_with_its_title_behind_it_loses_its_brackets_only_when_asked(tmp_path: Path) -> None:
    note = claim(body="# 20260301101010 inference outgrows training\n")
    entry = "[[20260301101010]] inference outgrows training"
    write(tmp_path, {"20260301101010": note, "a": claim("supports:", f'- "{entry}"')})
    [inexact] = found(tmp_path, "LK502")
    assert inexact.fix is not None
    assert not inexact.fix.is_safe


@pytest.mark.parametrize("entry", ["“inference outgrows trainng”", "*inference outgrows trainng*"])
def test_a_sign_around_an_entry_says_nothing_more_than_the_title(tmp_path: Path, entry: str) -> None:
    write(tmp_path, TARGET | {"a": claim("supports:", f'- "{entry}"')})
    assert "inference outgrows training" in fixed(tmp_path, "LK504", unsafe=True)["a.md"]


@pytest.mark.parametrize(
    ("field", "mended"),
    [
        ('supports:\n- c\n- "[[a]], [[b]]" # both', 'supports:\n- c\n- "[[a]]"\n- "[[b]]" # both'),
        ("supports:\r\n  - '[[a]]; [[b]],'\r\n  - c", 'supports:\r\n  - "[[a]]"\r\n  - "[[b]]"\r\n  - c'),
        ('supports: "[[a]], [[b]]"', 'supports:\n- "[[a]]"\n- "[[b]]"'),
        ("supports: [c, '[[a]], [[b]]']", 'supports: [c, "[[a]]", "[[b]]"]'),
    ],
)
def test_each_of_several_links_becomes_an_entry(tmp_path: Path, field: str, mended: str) -> None:
    (tmp_path / "n.md").write_bytes(f"---\ntype: claim\n{field}\n---\n# n\n".encode())
    [several] = [item for item in found(tmp_path, "LK504") if "2 links in one entry" in item.message]
    assert (several.severity, several.fix and several.fix.is_safe) == ("warning", False)
    assert fixed(tmp_path, "LK504", unsafe=True)["n.md"] == f"---\ntype: claim\n{mended}\n---\n# n\n"


@pytest.mark.parametrize("entry", ["[[a]], but [[b]] too", "as in [[a]], [[b]]", "[[a]] — [[b]], [[c]]"])
def test_links_among_words_are_a_sentence(tmp_path: Path, entry: str) -> None:
    write(tmp_path, {"n": claim("supports:", f'- "{entry}"')})
    assert all("in one entry" not in item.message for item in found(tmp_path, "LK504"))


def test_a_note_may_link_to_its_own_heading_and_not_to_itself(tmp_path: Path) -> None:
    write(tmp_path, {"a note": claim("supports:", "- a note", body="[[#Why]] [[a note#Why]] [[a note]]")})
    assert [(item.severity, item.place.line) for item in found(tmp_path, "LK505")] == [
        ("warning", 4),
        ("info", 6),
    ]


@pytest.mark.parametrize(
    ("title", "link"),
    [
        ("[bracket] claims fall", "[[[BRACKET] claims fall]]"),
        ("`tick claims fall", "[[`TICK claims fall#x]] `"),
    ],
)
def test_a_title_that_no_link_can_hold_is_written_into_none(tmp_path: Path, title: str, link: str) -> None:
    write(tmp_path, {f"{title}.md": claim(), "a": claim(body=link)})
    assert fixed(tmp_path, "LK502").get("a.md") in (None, claim(body=link))


@pytest.mark.parametrize("name", ["   chips fall", "chips fall ", "\u2028chips fall"])
def test_a_name_with_blanks_around_it_is_written_nowhere(tmp_path: Path, name: str) -> None:
    write(tmp_path, {f"{name}.md": claim(), "a": claim("supports:", f'- "{name}"', body="[[chips fall]]")})
    assert len(found(tmp_path, "LK502")) == 2
    assert "a.md" not in fixed(tmp_path, "LK502")


def test_names_that_look_the_same_are_told_apart_by_their_form(tmp_path: Path) -> None:
    one, two = "caf\u00e9 society", "cafe\u0301 society"
    write(tmp_path, {one: claim(), two: claim(), "a": claim(body=f"[[{one}]]")})
    assert messages(tmp_path, "LK503") == [
        f"'{one}' names 2 notes; they look the same, so rename one: {two} (NFD); {one} (NFC)"
    ]
    assert messages(tmp_path, "TI703") == [
        f"has the same file name as {one}.md (NFC); rename one",
        f"has the same file name as {two}.md (NFD); rename one",
    ]


def test_an_entry_among_brackets_is_not_rewritten_where_the_title_would_need_quotes(tmp_path: Path) -> None:
    titles = ("Power, is the limit", "Costs [really] fall", "It {too} rises", "Chips are slow")
    listed = "supports: [power is the limit, 'costs really fall', It too rises, chips are slow]"
    below = "depends_on: [ # why\n  power is the limit]\nrelated:\n- power is the limit"
    anchored = "supports: &all [power is the limit, Chips are slow]"
    nested = "reweave_edges: [[Chips are slow|shown]]"
    braced = "---\n{type: claim, supports: power is the limit, related: chips are slow}\n---\n"
    write(tmp_path, {**{title: claim() for title in titles}, "z": claim(listed, below), "y": claim(nested)})
    write(tmp_path, {"x": braced, "w": claim(anchored), "v": braced.replace("{", "# so\n{", 1)})
    mended = fixed(tmp_path, "LK502")
    listed = "supports: [power is the limit, 'Costs [really] fall', It too rises, Chips are slow]"
    assert mended["z.md"] == claim(listed, below.replace("- power", "- Power,"))
    assert mended.get("y.md") in (None, claim(nested))
    assert mended["x.md"] == braced.replace("chips", "Chips")
    assert mended["v.md"] == braced.replace("{", "# so\n{", 1).replace("chips", "Chips")
    assert mended.get("w.md") in (None, claim(anchored))

"""The rules on titles and files: labels, universal words, repeats, characters that deceive."""

from pathlib import Path

import pytest

from teleo.rules.wording import is_label, is_question, universal_word
from tests.rules.vaults import claim, fixed, found, messages, write


@pytest.mark.parametrize(
    "title",
    [
        "inference economics",
        "AI diagnostics",
        "AI triage performance",
        "KV cache quantization",
        "hardware",
        "the shift to inference",
        "persistent irreducible disagreement",
        "sleep research",
        "the store of value",
        "politics play",
        "sold houses",
        "family support",
        "fish farm",
        "data centre",
        "weekly sleep log",
        "sales support",
        "rose gardens",
        "a rose garden",
    ],
)
def test_a_topic_is_a_label(title: str) -> None:
    assert is_label(title)


@pytest.mark.parametrize(
    "title",
    [
        "inference outgrows training",
        "chips follow their load",
        "inference is cheap",
        "nobody needs bigger models",
        "costs fell by half",
        "chips get cheaper each year",
        "small models use less energy",
        "models hallucinate",
        "elms die of a fungus",
        "banks lend to each other",
        "cats dream",
        "old people wake early",
        "sleep loss mimics intoxication",
        "cats mostly sleep",
        "people trust doctors",
        "prices signal scarcity",
        "batteries degrade with heat",
        "wolves reshape rivers",
        "Rome lost the war",
        "Prices rose by 5% in 2024",
        "margins shrank after the war",
        "rents went up",
        "rents climb",
        "fish eat bread",
        "mice live near grain",
        "data contradict the model",
        "agents cheat",
        "subsidies crowd out investment",
        "heat pumps speed up construction",
        "AI alignment is a coordination problem not a technical problem",
        "Inferenz kostet bald mehr als das Training der Modelle",
        "推理需求将超过训练",
        "",
    ],
)
def test_a_sentence_is_no_label(title: str) -> None:
    assert not is_label(title)


def test_a_title_in_another_language_is_no_label(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "Strom wird billiger als Gas": "---\ntype: claim\n---\n",
            "Les prix baissent partout": "---\ntype: claim\nlang: fr\n---\n",
            "inference economics": "---\ntype: claim\nlang: en-GB\n---\n",
            "memory prices": "---\ntype: claim\nlang: eng\n---\n",
        },
    )
    assert len(messages(tmp_path, "TI705")) == 3
    (tmp_path / "teleo.toml").write_text('[vault]\nlanguage = "de-AT"\n')
    assert messages(tmp_path, "TI705") == [
        "the title 'inference economics' names a topic and states nothing; write what is true of it",
        "the title 'memory prices' names a topic and states nothing; write what is true of it",
    ]


def test_a_title_that_asks_states_nothing(tmp_path: Path) -> None:
    write(tmp_path, {name: f"---\ntype: {name}\n---\n# Will it?\n" for name in ("claim", "question")})
    (tmp_path / "will inference outgrow training, and soon?.md").write_text("---\ntype: claim\n---\n")
    assert messages(tmp_path, "TI705")[-1] == (
        "the title 'will inference outgrow training, and soon?' asks and states nothing; "
        "answer it, or write `type: question`"
    )
    assert [is_question(title) for title in ("is it so? yes", "is it so ?", "它增长吗？")] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("every workload moves", "every"),
        ("It always rains", "always"),
        ("not every workload moves", None),
        ("costs do not fall at all", None),
        ("small models win", None),
        ("overall costs fall", None),
    ],
)
def test_a_universal_word_is_found_unless_it_is_denied(title: str, word: str | None) -> None:
    match = universal_word(title)
    assert (match[0] if match else None) == word


@pytest.mark.parametrize(
    ("title", "heading", "differs"),
    [
        ("a claim about chips", "A claim, about chips!", False),
        ("a-claim-about-chips", "A claim about chips", False),
        ("a claim about chips", "A claim about ships", True),
        ("推理", "推理", False),
        ("推理", "训练", True),
    ],
)
def test_a_heading_may_differ_from_the_title_in_case_and_punctuation(
    tmp_path: Path, title: str, heading: str, differs: bool
) -> None:
    write(tmp_path, {title: claim(body=f"# {heading}\n")})
    assert bool(messages(tmp_path, "TI701")) is differs


def test_a_long_file_name_may_stop_where_the_heading_goes_on(tmp_path: Path) -> None:
    name = "a-long-title-that-was-cut-by-a-tool-which-allows-only-so-many-letters"
    write(tmp_path, {name: claim(body="# " + name.replace("-", " ") + " and a bit more\n")})
    assert messages(tmp_path, "TI701") == []


def test_the_missing_heading_is_written_above_the_text(tmp_path: Path) -> None:
    write(tmp_path, {"a claim": claim(body="Text.\n")})
    assert fixed(tmp_path, "TI702", unsafe=True)["a claim.md"].endswith("---\n# a claim\n\nText.\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntype: claim\n---", "---\ntype: claim\n---\n# a claim\n"),
        ("---\ntype: claim\n---\n", "---\ntype: claim\n---\n# a claim\n"),
        ("---\r\ntype: claim\r\n---", "---\r\ntype: claim\r\n---\r\n# a claim\r\n"),
        ("---\r\ntype: claim\r\n---\r\nText.", "---\r\ntype: claim\r\n---\r\n# a claim\r\n\r\nText."),
    ],
)
def test_the_missing_heading_leaves_the_fence_and_ends_its_lines_as_the_file_does(
    tmp_path: Path, before: str, after: str
) -> None:
    write(tmp_path, {"a claim": before})
    assert fixed(tmp_path, "TI702", unsafe=True) == {"a claim.md": after}


@pytest.mark.parametrize("text", ["---\ntype: claim\nsource: x", "---\ntype: claim\n\nText.\n"])
def test_no_heading_is_written_into_a_block_that_never_closes(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"a claim": text})
    assert messages(tmp_path, "TI702") != []
    assert fixed(tmp_path, "TI702", unsafe=True) == {}


def test_topic_maps_and_readmes_repeat_their_names_by_custom(tmp_path: Path) -> None:
    names = ("_map", "index", "README", "costs")
    write(tmp_path, {f"{folder}/{name}": "# x" for folder in "ab" for name in names})
    assert [item.path for item in found(tmp_path, "TI703")] == ["a/costs.md", "b/costs.md"]


@pytest.mark.parametrize(("letters", "reported"), [(197, False), (198, True), (252, True)])
def test_the_length_of_a_name_is_counted_in_bytes_with_its_ending(
    tmp_path: Path, letters: int, reported: bool
) -> None:
    write(tmp_path, {"a" * letters: claim()})
    assert bool(messages(tmp_path, "TI704")) is reported


@pytest.mark.parametrize(
    ("description", "repeats"),
    [
        ("Inference outgrows training.", True),
        ("That inference outgrows the training", True),
        ("Queries multiply while models are trained once", False),
    ],
)
def test_a_description_must_add_to_the_title(tmp_path: Path, description: str, repeats: bool) -> None:
    write(tmp_path, {"inference outgrows training": claim(f"description: {description}")})
    assert bool(messages(tmp_path, "TI707")) is repeats


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("trаining ends", "the title holds U+0430 CYRILLIC SMALL LETTER A among Latin letters, which it looks like"),
        ("training\u200b ends", "the title holds U+200B ZERO WIDTH SPACE, which is not seen"),
        ("train\u200ding ends", "the title holds U+200D ZERO WIDTH JOINER, which is not seen"),
        ("🧑\u200d🚀 fly and می\u200cخواهم", None),
        ("обучение закончится", None),
        ("Δt grows with 5 μs", None),
        ("café costs", None),
        ("cafe\u0301 costs", None),
    ],
)  # fmt: skip
def test_a_title_may_not_hold_what_looks_like_something_else(
    tmp_path: Path, name: str, message: str | None
) -> None:
    write(tmp_path, {name: claim()})
    assert messages(tmp_path, "TI708") == ([message] if message else [])


def test_characters_that_reverse_text_are_named_once_and_deleted_when_asked(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim(body="\u202enot\u202c so\n")})
    assert messages(tmp_path, "TI708") == ["U+202E RIGHT-TO-LEFT OVERRIDE reverses the text here, and 1 more"]
    assert fixed(tmp_path, "TI708", unsafe=True)["a.md"].endswith("not so\n")


def test_a_heading_and_a_title_are_shown_from_where_they_part(tmp_path: Path) -> None:
    shared = "a heading that goes on for a good many words before it says that"
    write(tmp_path, {f"{shared} costs fall": claim(body=f"# {shared} costs rise\n")})
    (item,) = found(tmp_path, "TI701")
    assert item.message.startswith("the heading '…costs rise' differs from the title '…costs fall'")


def test_a_title_over_several_lines_becomes_a_heading_on_one(tmp_path: Path) -> None:
    title = "title: |\n  costs fall\n  in winter"
    write(tmp_path, {"a": claim(title, body="# x\n"), "b": claim(title, body="Text.\n")})
    mended = fixed(tmp_path, "TI", unsafe=True)
    assert mended["a.md"].endswith("---\n# costs fall in winter\n")
    assert mended["b.md"].endswith("---\n# costs fall in winter\n\nText.\n")

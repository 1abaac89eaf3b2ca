"""Selectors, on a chain of claims a - b - c - d with a branch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.graph.select import Selection
from teleo.graph.selector import SelectorError, parse
from teleo.model import Confidence
from teleo.vault.resolve import Resolver
from tests.graph.drawing import add_note, claim, drawn


def selection() -> Selection:
    """a rests on b, b on c, c on d; e rests on c too, f on nothing. d is `the ground, as it is`."""
    graph = drawn(dict.fromkeys(("claims/a", "claims/b", "claims/c", "claims/e"), "likely"))
    add_note(graph, claim("claims/the ground, as it is", Confidence.PROVEN, domain="earth"))
    add_note(graph, claim("other/f", Confidence.SPECULATIVE, domain="sky"))
    for origin, target in (("a", "b"), ("b", "c"), ("e", "c"), ("c", "the ground, as it is")):
        graph.add_edge(f"claims/{origin}", f"claims/{target}", key="depends_on")
    notes = [graph.nodes[note_id]["note"] for note_id in graph]
    return Selection(graph, Resolver(notes), lambda state: {"modified": ["claims/c"], "new": []}[state])


def chosen(*selectors: str, exclude: tuple[str, ...] = ()) -> str:
    """Return the last letters of the ids chosen; `s` is the ground."""
    return "".join(note_id[-1] for note_id in selection().select(selectors, exclude))


@pytest.mark.parametrize(
    ("selector", "letters"),
    [
        ("a", "a"),
        ("claims/a.md", "a"),
        ("+a", "abcs"),
        ("a+", "a"),
        ("c+", "abce"),
        ("1+a", "ab"),
        ("2+a", "abc"),
        ("c+1", "bce"),
        ("1+c+1", "bces"),
        ("2+b+1", "abcs"),
        ("0+b+0", "b"),
        ("@b", "abcs"),
        ("@c", "abces"),
        ("a f", "af"),
        ("a,f", ""),
        ("+a,+e", "cs"),
        ("domain:earth", "s"),
        ("confidence:likely,path:claims", "abce"),
        ("path:other/", "f"),
        ("path:*/f.md", "f"),
        ("type:claim", "abcesf"),
        ("type:position", ""),
        ("effective:likely", "abce"),
        ("state:modified", "c"),
        ("state:modified+", "abce"),
        ("@b f+1", "abcsf"),
        ("'the ground, as it is'", "s"),
        ('"the ground, as it is"+1', "cs"),
        ("the ground, as it is", "s"),
        ("the ground, as it is+1", "cs"),
        ("the-ground-as-it-is", "s"),
        ("  a   f  ", "af"),
    ],
)  # fmt: skip
def test_a_selector_chooses(selector: str, letters: str) -> None:
    assert chosen(selector) == letters


@pytest.mark.parametrize(
    "title", ["2+2 makes 4", "we like C++", "state:modified is a title", "@home, or not"]
)
def test_a_title_with_the_signs_of_a_selector_names_its_note(title: str) -> None:
    graph = drawn({title: "likely", "another note": "likely"})
    notes = [graph.nodes[note_id]["note"] for note_id in graph]
    among = Selection(graph, Resolver(notes), lambda _state: ())
    assert among.select([title]) == (title,)


@pytest.mark.parametrize("text", ["it's so", "It’s So", " it-s so "])
def test_a_title_that_is_no_selector_is_found_as_links_find_it(text: str) -> None:
    assert _among("it’s so", "another note").select([text]) == ("it’s so",)


def test_a_title_with_a_slip_is_told_the_nearest_to_all_of_it() -> None:
    with pytest.raises(SelectorError, match=r"no note is called 'costs rse twice'(.|\n)*costs rise twice"):
        _among("costs rise twice", "costs").select(["costs rse twice"])


def test_a_title_before_a_comma_is_told_to_want_quotes() -> None:
    with pytest.raises(SelectorError, match=r"costs rise twice\nwrite a title before a comma in quotes"):
        _among("costs rise twice", "costs").select(["costs rise twice,type:claim"])
    assert _among("costs rise twice").select(['"costs rise twice",type:claim'])


@pytest.mark.parametrize(
    ("text", "letters"),
    [("@The Ground, as It is", "abces"), ("The Ground, as It is+1", "cs"), ("The Ground, as It is", "s")],
)
def test_a_title_found_as_links_find_it_keeps_its_operators(text: str, letters: str) -> None:
    assert chosen(text) == letters


def test_operators_that_do_not_go_together_are_not_passed_over_behind_such_a_title() -> None:
    with pytest.raises(SelectorError):
        _among("costs rise twice", "costs").select(["@Costs rise Twice+"])


def _among(*titles: str) -> Selection:
    graph = drawn(dict.fromkeys(titles, "likely"))
    return Selection(graph, Resolver([graph.nodes[note_id]["note"] for note_id in graph]))


def test_without_a_selector_every_note_is_chosen() -> None:
    assert chosen() == "abcesf"


def test_what_is_excluded_is_left_out_with_its_own_operators() -> None:
    assert chosen("+a", exclude=("+c",)) == "ab"


def test_several_selectors_are_a_union() -> None:
    assert chosen("a", "other/f") == "af"


@pytest.mark.parametrize(
    ("selector", "offset", "words"),
    [
        ("", 0, "empty"),
        ("a,", 2, "must follow"),
        (",a", 0, "between two terms"),
        ("a,,b", 2, "between two terms"),
        ("a, b", 2, "without a space"),
        ("+", 1, "missing"),
        ("a domain:", 9, "value for 'domain'"),
        ("a domian:x", 2, "did you mean 'domain'"),
        ("confidence:likly", 11, "did you mean 'likely'"),
        ("a nobody", 2, "no note is called 'nobody'"),
        ("@a+", 2, "leave out"),
        ("a 'never closed", 2, "never closed"),
        ("+a +nobody+", 4, "no note is called"),
    ],
)
def test_a_complaint_points_at_the_character(selector: str, offset: int, words: str) -> None:
    with pytest.raises(SelectorError, match=words) as caught:
        chosen(selector)
    assert caught.value.offset == offset
    text, caret = str(caught.value).splitlines()[-2:]
    if "the nearest" not in str(caught.value):
        assert caret.index("^") == offset + text.index(selector) if selector else 2


def test_a_name_of_two_notes_lists_them() -> None:
    graph = drawn({"one/a": "likely", "two/a": "likely"})
    both = Selection(graph, Resolver([graph.nodes[note_id]["note"] for note_id in graph]))
    with pytest.raises(SelectorError, match=r"names 2 notes(.|\n)*one/a(.|\n)*two/a"):
        both.note("a")


def test_an_apostrophe_within_a_word_opens_no_quote() -> None:
    ((term,),) = parse("tomorrow's")
    assert term.value == "tomorrow's"


def test_a_long_selector_is_read_in_linear_time() -> None:
    assert len(parse("a " * 50_000)) == 50_000


NOTES = tuple("abcdef")
STEPS = st.sampled_from(["", "+", "0+", "1+", "2+"])
TERMS = st.one_of(
    st.tuples(st.just("@"), st.sampled_from(NOTES), st.just("")),
    st.tuples(STEPS, st.sampled_from(NOTES), STEPS.map(lambda step: step[::-1])),
)


@given(
    st.sets(
        st.tuples(st.sampled_from(NOTES), st.sampled_from(NOTES)).filter(lambda pair: pair[0] != pair[1])
    ),
    st.lists(st.lists(TERMS, min_size=1, max_size=3), min_size=1, max_size=3),
    st.lists(TERMS, max_size=2),
)
def test_selectors_choose_what_a_plain_reading_of_the_grammar_does(
    rests_on: set[tuple[str, str]],
    groups: list[list[tuple[str, str, str]]],
    excluded: list[tuple[str, str, str]],
) -> None:
    graph = drawn(dict.fromkeys(NOTES, "likely"))
    for origin, target in sorted(rests_on):
        graph.add_edge(origin, target, key="depends_on")
    subject = Selection(graph, Resolver([graph.nodes[note_id]["note"] for note_id in graph]))

    def within(start: set[str], steps: int, place: int) -> set[str]:
        for _ in range(steps):
            start = start | {pair[1 - place] for pair in rests_on if pair[place] in start}
        return start

    def meant(before: str, note: str, after: str) -> set[str]:
        if before == "@":
            return within(within({note}, len(NOTES), 1), len(NOTES), 0)
        counts = [int(each.strip("+") or len(NOTES)) if each else 0 for each in (before, after)]
        return within({note}, counts[0], 0) | within({note}, counts[1], 1)

    text = " ".join(",".join(map("".join, group)) for group in groups)
    wanted = set().union(*(set.intersection(*(meant(*term) for term in group)) for group in groups))
    wanted -= set().union(*(meant(*term) for term in excluded))
    assert set(subject.select([text], ["".join(term) for term in excluded])) == wanted

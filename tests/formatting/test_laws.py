"""Laws of the formatter, on generated frontmatter in every style."""

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from teleo.formatting.events import events_of
from teleo.formatting.formatter import format_bytes, format_text
from teleo.formatting.outline import outline_of
from teleo.formatting.plain import can_be_plain, entry_source, is_plain_text
from tests.formatting.blocks import SHORT, TEXTS, blocks, by_1_1, by_1_2

BODIES = st.binary(max_size=40).map(lambda raw: raw.decode("utf-8", "ignore").replace("\0", "").encode())


@given(blocks())
def test_formatting_twice_is_formatting_once(block: str) -> None:
    once = format_text(f"---\n{block}---\n")
    assert format_text(once.text).text == once.text


@given(blocks())
def test_generated_frontmatter_is_never_refused(block: str) -> None:
    assert format_text(f"---\n{block}---\n").refusals == ()


@given(blocks())
def test_both_yaml_readers_load_the_same_values_as_before(block: str) -> None:
    formatted = format_text(f"---\n{block}---\n").text.removeprefix("---\n").removesuffix("---\n")
    assert by_1_1(formatted) == by_1_1(block)
    assert by_1_2(formatted) == by_1_2(block)


@given(blocks())
def test_each_list_under_a_field_stands_at_column_0(block: str) -> None:
    formatted = format_text(f"---\n{block}---\n").text.removeprefix("---\n").removesuffix("---\n")
    outline = outline_of(formatted, events_of(formatted))
    for field in outline.fields:
        if field.value.is_block_list:
            assert outline.column_of(field.value.start) == 0


@given(blocks())
def test_no_entry_keeps_quotes_that_it_can_do_without(block: str) -> None:
    formatted = format_text(f"---\n{block}---\n").text.removeprefix("---\n").removesuffix("---\n")
    for field in outline_of(formatted, events_of(formatted)).fields:
        for item in field.value.items if field.value.is_block_list else []:
            source = formatted[item.start : item.end]
            is_on_line = "\n" not in source and "\\" not in source
            if item.style in ("'", '"') and is_on_line and not item.has_properties:
                assert not can_be_plain(item.text)


@given(
    blocks(),
    BODIES,
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.booleans(),
    st.sampled_from([b"---", b"..."]),
)
def test_mark_line_ends_closer_and_body_stay(
    block: str, body: bytes, mark: bytes, has_crlf: bool, closer: bytes
) -> None:
    end = b"\r\n" if has_crlf else b"\n"
    raw = mark + b"---" + end + block.encode().replace(b"\n", end) + closer + end
    formatted = format_bytes(raw + body).data
    assert formatted.endswith(closer + end + body)
    assert formatted.startswith(mark + b"---" + end)
    assert not has_crlf or b"\n" not in formatted.removesuffix(body).replace(b"\r\n", b"")


@given(blocks())
def test_comments_and_lines_are_kept(block: str) -> None:
    formatted = format_text(f"---\n{block}---\n").text
    assert formatted.count("#") == f"---\n{block}---\n".count("#")
    assert formatted.count("\n") == block.count("\n") + 2


@given(st.text(max_size=300))
def test_no_text_makes_the_formatter_fail(text: str) -> None:
    formatted = format_text("---\n" + text)
    assert format_text(formatted.text).text == formatted.text


@given(st.binary(max_size=300))
def test_no_bytes_make_the_formatter_fail(raw: bytes) -> None:
    formatted = format_bytes(b"---\n" + raw + b"\n---\n")
    assert not formatted.refusals or formatted.data == b"---\n" + raw + b"\n---\n"


@given(st.one_of(TEXTS, SHORT))
def test_a_text_written_as_an_entry_reads_as_that_text(text: str) -> None:
    block = f"k:\n- {entry_source(text)}\n- end\n"
    assert by_1_1(block) == {"k": [text, "end"]}
    assert by_1_2(block) == {"k": [text, "end"]}


@given(st.one_of(TEXTS, SHORT))
def test_a_text_goes_without_quotes_exactly_where_both_readers_take_it_plain(text: str) -> None:
    assume(text.strip("\t") == text and "\t" not in text and "\ufeff" not in text)
    assume(text not in ("y", "n", "Y", "N", "=", "<<"))
    block = f"k:\n- {text}\n"
    reads_plain = "\n" not in text and by_1_1(block) == by_1_2(block) == {"k": [text]}
    assert can_be_plain(text) == reads_plain


@pytest.mark.parametrize(
    "word", ["y", "n", "Y", "N", "yes", "Off", "=", "<<", "~", "0o17", "1:30", "1e5", ".nan"]
)
def test_a_word_of_either_yaml_is_no_plain_text(word: str) -> None:
    assert not is_plain_text(word)


@pytest.mark.parametrize("word", ["yess", "1.2.3", "2026-03", "0b2", "v1", "-", "+", "1-2", "nullable", "."])
def test_a_word_of_neither_yaml_is_plain_text(word: str) -> None:
    assert is_plain_text(word)


def test_the_python_loader_reads_plain_scalars_as_the_c_loader_does() -> None:
    assert [
        event.style or "" for event in yaml.parse("a", Loader=yaml.Loader) if hasattr(event, "style")
    ] == [""]

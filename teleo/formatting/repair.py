"""Mends list entries that YAML reads as something else than their author meant."""

import re
from collections.abc import Collection

from teleo.formatting.comments import length_without_comment
from teleo.formatting.formatter import Formatted, FormattedBytes, format_bytes, format_text
from teleo.formatting.outline import Item, Outline
from teleo.formatting.plain import quoted
from teleo.formatting.several import several_links
from teleo.formatting.sound import is_too_large, sound_block
from teleo.model import EDGE_FIELDS, REWEAVE_FIELD
from teleo.vault.fences import split

_KEY = re.compile(r"""("[^"\n]*"|'[^'\n]*'|[^\s#\-?"'\[{&*!|>%@`][^:\n]*?):(?=\s|$)""")
_DASH = re.compile(r"[ \t]*-(?:[ \t]+|(?=\r?$))")
_IN_MAPPING = re.compile(r"[ \t]+[\w-]+:(?:\s|$)")
_NO_SCALAR = ("", "#", "|", ">", "&", "*", "!")
_NESTED_LINK = re.compile(r"\[\[[^\[\]\n]+\]\]")
_EDGES = frozenset({*EDGE_FIELDS, REWEAVE_FIELD, "responses"})


def repair_bytes(raw: bytes, own: Collection[str] = ()) -> FormattedBytes:
    """Return the bytes of a file with `repair_text` done to it; byte order mark and body are kept."""
    return format_bytes(raw, lambda text: repair_text(text, own))


def repair_text(text: str, own: Collection[str] = ()) -> Formatted:
    """Return `text` in canonical form with the entries mended that YAML misreads.

    Mended are entries that swallowed the next and dashes in several columns, `[[x]]` read as a nested list,
    and in edge fields `- a: b` read as a mapping, `- a #b` cut at the sign and `- [[x]], [[y]]`, which YAML cannot
    read. A field where that would not give one entry a dash, or a link, is left as it is. Where the text is
    refused all the same, it stays as it was.
    `own` are the edge fields that the settings of the vault add.
    """
    block = split(text).block
    if block is None:
        return Formatted(text)
    content = mended_block(text[block.start : block.end], own)
    repaired = format_text(text[: block.start] + content + text[block.end :])
    return format_text(text) if repaired.refusals else repaired


def mended_block(content: str, own: Collection[str] = ()) -> str:
    """Return the lines of a block with the entries of each field mended, where that can be."""
    return content if is_too_large(content) else "".join(_mended(lines, own) for lines in _fields(content))


def repair_edits(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return what `repair_text` mends: start and end of each field's lines in `text`, and the mended lines."""
    block = split(text).block
    if block is None or is_too_large(text[block.start : block.end]):
        return ()
    edits, start = [], block.start
    for lines in _fields(text[block.start : block.end]):
        source, mended = "".join(lines), _mended(lines)
        if mended != source:
            edits.append((start, start + len(source), mended))
        start += len(source)
    return tuple(edits)


def _fields(content: str) -> list[list[str]]:
    """Return the lines of a block in groups: each top-level field with what follows it."""
    groups: list[list[str]] = [[]]
    for line in _lines(content):
        if _KEY.match(line):
            groups.append([])
        groups[-1].append(line)
    return groups


def _lines(content: str) -> list[str]:
    parts = content.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _mended(lines: list[str], own: Collection[str] = ()) -> str:
    """Return the text of one field, mended."""
    source = "".join(lines)
    key = _KEY.match(source)
    if key is None:
        return source
    name = key.group(1).strip("\"'")
    is_edges = name in _EDGES or name in own
    outline = sound_block(source)
    if outline is None:
        source = _aligned(lines, key.end(), is_edges=is_edges) or source
        outline = sound_block(source)
    return source if outline is None or not outline.fields else _unmisread(outline, is_edges=is_edges)


def _aligned(lines: list[str], value_start: int, *, is_edges: bool) -> str | None:
    """Return a field with all its dashes at column 0, or `None` where that gives no list of plain entries."""
    head = lines[0]
    value = head[value_start:].strip()
    end_of_line = head[len(head.rstrip("\r\n")) :]
    result, count = [head], 0
    if value[:1] not in _NO_SCALAR:
        sources = _entries(value, is_edges=is_edges)
        if len(lines) == len(sources) == 1:
            return f"{head[:value_start]} {sources[0]}{end_of_line}"
        result, count = [head[:value_start] + end_of_line], len(sources)
        result += [f"- {source}{end_of_line}" for source in sources]
    for line in lines[1:]:
        dash = _DASH.match(line)
        if dash is None:
            if _IN_MAPPING.match(line):
                return None
            result.append(line)
            continue
        rest = line[dash.end() :].rstrip("\r\n")
        sources = _entries(rest, is_edges=is_edges)
        result += [f"- {source}{line[dash.end() + len(rest) :]}" for source in sources]
        count += len(sources)
    source = "".join(result)
    outline = sound_block(source)
    items = outline.fields[0].value.items if outline and outline.fields else []
    return source if len(items) == count and all(item.kind != "map" or is_edges for item in items) else None


def _entries(rest: str, *, is_edges: bool) -> list[str]:
    """Return the source of an entry; in an edge field, what YAML cannot read is put in quotes, each link by itself."""
    if not is_edges or sound_block(f"x:\n- {rest}\n") is not None:
        return [rest]
    meant = rest[: length_without_comment(rest)]
    *others, last = [quoted(text) for text in several_links(meant) or (meant.strip(),)]
    return [*others, last + rest.rstrip()[len(meant) :]]


def _unmisread(outline: Outline, *, is_edges: bool) -> str:
    """Return the field of `outline` with each entry in quotes that YAML reads as something else."""
    content = outline.content
    value = outline.fields[0].value
    for item in reversed(value.items if value.is_block_list else [value]):
        end = _misread_end(content, item, is_edges=is_edges)
        if end:
            content = content[: item.start] + quoted(content[item.start : end]) + content[end:]
    return content


def _misread_end(content: str, item: Item, *, is_edges: bool) -> int:
    """Return where the text ends that was meant by an item that YAML misreads; 0 when it reads it well."""
    if item.has_properties:
        return 0
    source = content[item.start : item.end]
    if item.kind == "list" and item.is_flow and _NESTED_LINK.fullmatch(source):
        return item.end if is_edges or "," not in source else 0
    line_end = content.find("\n", item.start)
    line_end = len(content) if line_end < 0 else line_end
    if not is_edges or item.is_flow or item.end > line_end:
        return 0
    meant_end = item.start + length_without_comment(content[item.start : line_end])
    if item.kind == "map":
        return meant_end
    # Where nothing stands before the sign, it begins a comment.
    is_cut = item.kind == "scalar" and not item.style and item.end > item.start
    return meant_end if is_cut and re.match(r"[ \t]+#\S", content[item.end : line_end]) else 0

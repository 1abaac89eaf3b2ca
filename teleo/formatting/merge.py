"""Merges three versions of a note: fields by what they say, the body as git merges text.

Lists are ordered sets, so that two branches that both add an edge merge; mappings merge by key; a scalar that
both changed, and each differently, stands between conflict markers by itself.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from teleo.errors import TeleoError
from teleo.formatting.events import UnreadableBlockError, anchor_problem, events_of
from teleo.formatting.formatter import format_bytes, format_text
from teleo.formatting.merge_fields import FieldMerge, merged_block
from teleo.vault.fences import split
from teleo.vault.git import ask_git

_BOM = b"\xef\xbb\xbf"
_MOST_CONFLICTS = 127
_MARKER_SIZE = 7
"""Markers in a base are longer still the more often merges cross."""

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of the sides and the length of the marks in conflict markers."""

    ours: str = "ours"
    base: str = "base"
    theirs: str = "theirs"
    size: int = 7


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged file. `is_clean` says that nobody disagreed and that it loads; `problem` why it could not be
    merged by fields, if it could not.
    """

    data: bytes
    is_clean: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Side:
    """A version of the file in canonical form: its fences and block, with line feeds alone, and its body as it was.

    `line_end` is what its lines ended with, empty where they ended in two ways; `fence_end` what its first did.
    """

    has_bom: bool
    line_end: str
    fence_end: str
    opening: str
    block: str
    closing: str
    body: str


class _NotMergeableError(TeleoError):
    """A version of the file cannot be merged by fields."""


def merge_bytes(base: bytes, ours: bytes, theirs: bytes, labels: Labels | None = None) -> Merged:
    """Return the merge of three versions of a file; an empty `base` stands for a file that both sides added.

    The result is canonical. A side that does not load, or whose block is no mapping, makes it a merge of text,
    which is never clean, unless only the other side changed anything.

    Raises:
        GitError: git is missing.
    """
    labels = labels or Labels()
    try:
        sides = _base(base, labels.base), _side(ours, labels.ours), _side(theirs, labels.theirs)
        return _merged_by_fields(labels, *sides)
    except (_NotMergeableError, UnreadableBlockError) as error:
        # git asks so when it does again what a person once did to a conflict, which is base and ours then.
        changed = format_bytes(_changed(base, ours, theirs))
        if base in (ours, theirs) and not changed.refusals:
            return Merged(changed.data, is_clean=True)
        return Merged(_merged_text(labels, base, ours, theirs)[0], False, str(error))


def _base(raw: bytes, name: str) -> _Side:
    """Return what both sides began with.

    Where two branches have merged each other before, git merges what those merges began with to have a base, and
    leaves its markers in it. Nobody knows what the base says between them; it counts as saying nothing there.
    """
    try:
        return _side(raw, name)
    except _NotMergeableError:
        settled = _without_conflicts(raw)
        if settled == raw:
            raise
        return _side(settled, name)


def _without_conflicts(raw: bytes) -> bytes:
    """Return a note without what stands between conflict markers in its block, the markers included."""
    mark = _BOM if raw.startswith(_BOM) else b""
    text = raw[len(mark) :].decode("utf-8", "surrogateescape")
    block = split(text).block
    if block is None:
        return raw
    kept: list[str] = []
    held: list[str] = []
    for line in re.split(r"(?<=\n)", text[block.start : block.end]):
        begins = line.startswith("<" * _MARKER_SIZE)
        if not held and not begins:
            kept.append(line)
        elif line.startswith(">" * _MARKER_SIZE):
            held = []
        else:
            held.append(line)
    content = "".join(kept + held)
    return mark + (text[: block.start] + content + text[block.end :]).encode("utf-8", "surrogateescape")


def _side(raw: bytes, name: str) -> _Side:
    mark = _BOM if raw.startswith(_BOM) else b""
    formatted = format_bytes(raw)
    if formatted.refusals:
        first = formatted.refusals[0]
        line = raw[len(mark) :].decode("utf-8", "replace").count("\n", 0, first.span.start) + 1
        raise _NotMergeableError(f"{name}, line {line}: {first.message}")
    text = formatted.data[len(mark) :].decode("utf-8")
    returns, breaks = text.count("\r\n"), text.count("\n")
    line_end = ("\r\n" if returns else "\n") if returns in (0, breaks) else ""
    parts = split(text)
    if parts.block is None:
        return _Side(bool(mark), line_end, line_end, "", "", "", text)
    opening, block, closing = (
        text[start:end].replace("\r\n", "\n")
        for start, end in pairwise((0, parts.block.start, parts.block.end, parts.body.start))
    )
    fence_end = "\r\n" if text[: parts.block.start].endswith("\r\n") else "\n"
    return _Side(bool(mark), line_end, fence_end, opening, block, closing, text[parts.body.start :])


def _merged_by_fields(labels: Labels, base: _Side, ours: _Side, theirs: _Side) -> Merged:
    for side, other, name in ((ours, theirs, labels.ours), (theirs, ours, labels.theirs)):
        # Field by field this would leave a block of what the other side added, and nobody would be told.
        if base.opening and not side.opening and other.block != base.block:
            raise _NotMergeableError(f"{name} has no frontmatter left, and the other side changed it")
    merge = FieldMerge(labels.ours, labels.theirs, labels.size)
    lines = merged_block(merge, *(side.block.split("\n")[:-1] for side in (base, ours, theirs)))
    if lines is None:
        raise _NotMergeableError("the block of a side is no mapping of fields")
    # Where a version ends its lines in two ways, those of its body are nobody's to change.
    is_mixed = not (base.line_end and ours.line_end and theirs.line_end)
    bodies = (side.body if is_mixed else side.body.replace("\r\n", "\n") for side in (base, ours, theirs))
    body, is_body_clean = _merged_text(labels, *(text.encode() for text in bodies))
    opening = _changed(base.opening, ours.opening, theirs.opening)
    closing = _changed(base.closing, ours.closing, theirs.closing)
    if lines and not opening:
        opening, closing = (ours.opening or theirs.opening, ours.closing or theirs.closing)
    if body and closing and not closing.endswith("\n"):
        closing += "\n"
    head = opening + "".join(f"{line}\n" for line in lines) + closing
    is_clean = is_body_clean and not merge.conflicts
    if is_clean:
        formatted = format_text(head)
        if formatted.refusals:
            raise _NotMergeableError(f"the merged fields do not load: {formatted.refusals[0].message}")
        head = formatted.text
        problem = anchor_problem(events_of("".join(f"{line}\n" for line in lines)))
        if problem:
            raise _NotMergeableError(f"the merged fields do not load: {problem}")
    if _changed(base.fence_end, ours.fence_end, theirs.fence_end) == "\r\n":
        head = head.replace("\n", "\r\n")
    if not is_mixed and _changed(base.line_end, ours.line_end, theirs.line_end) == "\r\n":
        body = body.replace(b"\n", b"\r\n")
    mark = _BOM if _changed(base.has_bom, ours.has_bom, theirs.has_bom) else b""
    return Merged(mark + head.encode() + body, is_clean)


def _changed(base: Kept, ours: Kept, theirs: Kept) -> Kept:
    """Return what the side says that changed it; ours where both did."""
    return theirs if ours == base else ours


def _merged_text(labels: Labels, base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, bool]:
    """Return the merge of three texts line by line, as git does it, and whether nobody disagreed."""
    if ours in (base, theirs):
        return theirs, True
    if theirs == base:
        return ours, True
    names = ("ours", "base", "theirs")
    with TemporaryDirectory(prefix="teleo-") as folder:
        for name, raw in zip(names, (ours, base, theirs), strict=True):
            (Path(folder) / name).write_bytes(raw)
        marks = [part for name in (labels.ours, labels.base, labels.theirs) for part in ("-L", name)]
        size = f"--marker-size={labels.size}"
        answer = ask_git("merge-file", "-p", size, *marks, *names, folder=Path(folder))
    # Beyond the greatest number of conflicts lie the codes of failure, as for a file that is no text.
    return (ours, False) if answer.code > _MOST_CONFLICTS else (answer.output, answer.code == 0)

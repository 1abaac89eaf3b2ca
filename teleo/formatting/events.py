"""Reads a frontmatter block as YAML events, and says what it means apart from how it is written."""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from teleo.errors import TeleoError
from teleo.formatting.plain import is_plain_text
from teleo.vault.fences import MAX_DEPTH

HAS_LIBYAML: bool = yaml.__with_libyaml__

_LOADER: Any = yaml.CLoader if HAS_LIBYAML else yaml.Loader

Meaning = tuple[tuple[object, ...], ...]
"""What a block says, without how it is written: two blocks of one meaning load to the same values."""


class UnreadableBlockError(TeleoError):
    """A block is no YAML that can be rewritten; `offset` is where that shows, counted in the block."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.offset = offset


def events_of(content: str) -> list[Any]:
    """Return the YAML events of a block.

    Raises:
        UnreadableBlockError: the block is no YAML, holds two documents, or nests deeper than `MAX_DEPTH`.
    """
    events: list[Any] = []
    event: Any
    depth = documents = 0
    try:
        for event in yaml.parse(content, Loader=_LOADER):
            kind = type(event)
            if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                depth += 1
                if depth > MAX_DEPTH:
                    problem = f"the block nests deeper than {MAX_DEPTH} levels; make it flatter"
                    raise UnreadableBlockError(problem, event.start_mark.index)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                depth -= 1
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1 or event.explicit:
                    problem = "a second YAML document starts here; keep one block"
                    raise UnreadableBlockError(problem, event.start_mark.index)
            events.append(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise UnreadableBlockError(str(error), mark.index if mark else 0) from error
    return events


def scalars_of(content: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each scalar stands and its style, without anchors and tags; up to where `content` is no YAML."""
    try:
        for token in yaml.scan(content, Loader=_LOADER):
            if isinstance(token, yaml.ScalarToken):
                yield token.start_mark.index, token.end_mark.index, token.style or ""
    except yaml.YAMLError:
        return


def anchor_problem(events: Iterable[Any]) -> str:
    """Return what keeps the anchors and aliases of a block from loading, as a clause; empty where nothing does."""
    known: set[str] = set()
    for event in events:
        anchor = getattr(event, "anchor", None)
        if anchor is None:
            continue
        if type(event) is yaml.AliasEvent:
            if anchor not in known:
                return f"the alias *{anchor} has no anchor above it"
        elif anchor in known:
            return f"the anchor &{anchor} stands twice"
        known.add(anchor)
    return ""


def meaning_of(events: Iterable[Any]) -> Meaning:
    """Return what the events say: every value, whether both YAML rules read it as text, tags and anchors."""
    return tuple(_meaning(event) for event in events)


def _meaning(event: Any) -> tuple[object, ...]:
    kind = type(event)
    if kind is yaml.ScalarEvent:
        is_text = bool(event.style) or is_plain_text(event.value)
        return (kind, event.anchor, event.tag, event.value, is_text)
    if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
        return (kind, event.anchor, event.tag)
    return (kind, getattr(event, "anchor", None))

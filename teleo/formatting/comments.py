"""Finds the comments in lines of YAML, and those that a merge would lose."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from teleo.formatting.events import scalars_of

_COMMENT = re.compile(r"(?:^|(?<=[ \t\r\n]))#[^\n]*")


def comments_in(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the comments in lines of YAML, each from its `#` on, in order; none of what a scalar holds."""
    content = "".join(f"{line}\n" for line in lines)
    if "#" not in content:
        return ()
    found: list[str] = []
    for start, end in _between_scalars(content):
        found += (match.group().rstrip() for match in _COMMENT.finditer(content, start, end))
    return tuple(found)


def length_without_comment(entry: str) -> int:
    """Return how many characters of an entry on one line come before a comment that is set off by spaces."""
    text = entry.rstrip()
    comments = comments_in((f"- {text}",))
    if len(comments) != 1 or comments[0][:2] not in ("#", "# ", "#\t"):
        return len(text)
    before = text[: len(text) - len(comments[0])].rstrip()
    # Within a link the sign leads to a heading.
    return len(before) if before.count("[[") == before.count("]]") else len(text)


def lost_comments(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], merged: Sequence[str]
) -> tuple[str, ...]:
    """Return the comments that a side has anew, or that both have, and that `merged` has not; in order."""
    left, right = comments_in(ours), comments_in(theirs)
    if not left and not right:
        return ()
    was, mine, other = map(Counter, (comments_in(base), left, right))
    found = Counter(_parted(comments_in(merged), frozenset(left + right)))
    lost: list[str] = []
    for comment in dict.fromkeys(left + right):
        counts = mine[comment], other[comment]
        wanted = max([min(counts), *(count for count in counts if count > was[comment])])
        lost += [comment] * (wanted - found[comment])
    return tuple(lost)


def _parted(comments: Iterable[str], known: frozenset[str]) -> Iterator[str]:
    """Yield comments; one that a merge joined from those of two sides as the two."""
    for comment in comments:
        yield from [comment] if comment in known else re.split(r"\s+(?=#)", comment)


def _between_scalars(content: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of characters that belong to no scalar; the first line of a block scalar belongs to none."""
    position = 0
    for start, end, style in scalars_of(content):
        yield position, content.find("\n", start) if style in ("|", ">") else start
        position = end
    # What does not load holds comments wherever it seems to: one too many is better than one too few.
    yield position, len(content)

"""One way in which a note's frontmatter departs from its schema."""

from dataclasses import dataclass
from enum import StrEnum

from teleo.model import KeyPath, Span


class BreachKind(StrEnum):
    """What kind of departure it is; each has a rule of its own."""

    MISSING = "missing"
    VOCABULARY = "vocabulary"
    SHAPE = "shape"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Breach:
    """A departure from a schema.

    `path` leads to the value, `span` covers it (the key when it is the key that is wrong, `None` when there is
    nothing to point at). `found` is the text that the file holds; `allowed` are the words that could stand
    there instead, if the set is closed.
    """

    kind: BreachKind
    path: KeyPath
    span: Span | None
    message: str
    found: str = ""
    allowed: tuple[str, ...] = ()

"""A note and what it says of itself: its links, its edge entries, its fields."""

from dataclasses import dataclass
from enum import StrEnum

from teleo.model.document import Document
from teleo.model.relation import Relation
from teleo.model.span import Span
from teleo.model.vocabulary import Confidence, NoteType, Status


class LinkKind(StrEnum):
    """How a link in a body is written."""

    WIKILINK = "wikilink"
    MARKDOWN = "markdown"
    EMBED = "embed"


class Section(StrEnum):
    """The part of a body that a link stands in; it decides the relation that the link states."""

    BODY = "body"
    RELEVANT = "relevant"
    TOPICS = "topics"


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a body.

    `target` is what the author wrote before any `#`, `fragment` what follows it, `shown` the text that a
    reader sees. `reason` is the text after the dash of an entry under `Relevant Notes:` or `Topics:`.
    `context` is the span of the paragraph or list item around the link.
    """

    kind: LinkKind
    target: str
    fragment: str
    shown: str
    span: Span
    section: Section
    reason: str
    context: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body."""

    level: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an edge field. `target` is its text without brackets, relation and date.

    `is_inverse` says that the field speaks from the target's side, as `challenged_by` does;
    `is_linked` that the author wrote `[[…]]`, so that it was meant as a title.
    """

    field: str
    relation: Relation
    is_inverse: bool
    target: str
    is_linked: bool
    span: Span
    date: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Note:
    """One Markdown file of the vault.

    `id` is its path below the vault without `.md`; `title` is its name as a reader should see it;
    `type` is `NoteType.NOTE` when the file states none that teleo knows; `comments` are the parts of its body that
    are not for readers.
    """

    id: str
    path: str
    stem: str
    title: str
    type: NoteType
    document: Document
    type_name: str = ""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    comments: tuple[Span, ...] = ()
    entries: tuple[Entry, ...] = ()
    confidence: Confidence | None = None
    status: Status = Status.ACTIVE
    domain: str = ""
    description: str = ""
    question: str = ""
    source: str = ""
    created: str = ""
    last_evaluated: str = ""
    aliases: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()
    secondary_domains: tuple[str, ...] = ()
    is_draft: bool = False

    @property
    def h1(self) -> Heading | None:
        """The first heading of level one."""
        return next((heading for heading in self.headings if heading.level == 1), None)

    @property
    def is_map(self) -> bool:
        """Whether the note is a topic map."""
        return self.type is NoteType.MAP


@dataclass(frozen=True, slots=True)
class ProseEntry:
    """An entry of an edge field that is no title: evidence or a challenge in words."""

    note: str
    field: str
    relation: Relation
    is_inverse: bool
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Edge:
    """A typed link from `origin` to `target`, in the direction of its relation.

    `note` is the id of the note that states it, `field` the frontmatter field or the section of the body,
    `line` the line there from 1; `reason` the author's words beside the link; `date` when it was recorded.
    """

    origin: str
    target: str
    relation: Relation
    note: str
    field: str
    line: int
    reason: str = ""
    date: str = ""

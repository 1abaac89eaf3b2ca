"""The closed set of relations between notes, and the frontmatter fields that state them."""

from enum import StrEnum


class Relation(StrEnum):
    """A relation in the direction in which the graph keeps it."""

    DEPENDS_ON = "depends_on"
    SUPPORTS = "supports"
    CHALLENGES = "challenges"
    CONTRADICTS = "contradicts"
    RELATED = "related"
    CITES = "cites"
    PART_OF = "part_of"
    MENTIONS = "mentions"

    @property
    def inverse(self) -> str:
        """The name of the relation as its target sees it."""
        return INVERSES[self]

    @property
    def is_symmetric(self) -> bool:
        """Whether the relation reads the same from both ends."""
        return INVERSES[self] == self.value


ARGUING = (Relation.DEPENDS_ON, Relation.SUPPORTS, Relation.CHALLENGES, Relation.CONTRADICTS)
"""The relations that argue; the others help a reader to find a note."""

INVERSES: dict[Relation, str] = {
    Relation.DEPENDS_ON: "underlies",
    Relation.SUPPORTS: "supported_by",
    Relation.CHALLENGES: "challenged_by",
    Relation.CONTRADICTS: "contradicts",
    Relation.RELATED: "related",
    Relation.CITES: "cited_by",
    Relation.PART_OF: "contains",
    Relation.MENTIONS: "mentioned_by",
}

_BY_NAME: dict[str, tuple[Relation, bool]] = {
    **{relation.value: (relation, False) for relation in Relation},
    **{inverse: (relation, True) for relation, inverse in INVERSES.items() if inverse != relation.value},
}

EDGE_FIELDS: dict[str, str] = {
    **{name: name for name in _BY_NAME},
    "related_to": "related",
    "related_claims": "related",
    "sources": "cites",
    "topics": "part_of",
}
"""Each frontmatter field that holds edges, and the relation (or inverse) it states."""

REWEAVE_FIELD = "reweave_edges"
"""The field whose entries name their own relation: `title|relation|date`."""


def relation_named(name: str) -> tuple[Relation, bool] | None:
    """Return the relation that `name` states and whether it states it from the target's side.

    `None` when no relation and no inverse has that name.
    """
    return _BY_NAME.get(name)

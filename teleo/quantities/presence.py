"""Says cheaply whether a note has to do with quantities at all, so that most vaults never load what computes
them.
"""

import re

from teleo.model import Document, Link, LinkKind, Note

FIELD = "quantities"
"""The frontmatter field, and the name of the fenced block, that declares quantities."""

PREFIX = "q:"
"""What the fragment of a link to a quantity begins with: `#q:id` or `#q:id.input`."""

_NAMED_FENCE = re.compile(rf"(?:```|~~~)[^\S\n]*{FIELD}")


def has_declarations(document: Document) -> bool:
    """Return whether a note seems to declare a quantity; wrong only in saying yes."""
    if FIELD in document.fields.data:
        return True
    return FIELD in document.text and _NAMED_FENCE.search(document.text) is not None


def is_bound(link: Link) -> bool:
    """Return whether a link is bound to a quantity."""
    return link.fragment.startswith(PREFIX) and link.kind is not LinkKind.EMBED


def has_numbers(note: Note) -> bool:
    """Return whether a note declares a quantity or has a link bound to one; wrong only in saying yes."""
    return has_declarations(note.document) or any(map(is_bound, note.links))

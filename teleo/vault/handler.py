"""A handler for python-frontmatter, so that scripts read blocks as teleo does."""

import re
from typing import Any

import yaml
from frontmatter.default_handlers import BaseHandler

from teleo.vault.fences import split
from teleo.vault.frontmatter import read_document


class TeleoHandler(BaseHandler):
    """Splits and reads as teleo does: `frontmatter.load(path, handler=TeleoHandler())`.

    Numbers and dates stay text, `...` closes a block, and a byte order mark is no part of the text.
    """

    FM_BOUNDARY = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
    START_DELIMITER = "---"
    END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        """Return whether a block opens the text."""
        return split(text.removeprefix("\ufeff")).block is not None

    def split(self, text: str) -> tuple[str, str]:
        """Return the block between the fences and the body after them."""
        text = text.removeprefix("\ufeff")
        parts = split(text)
        if parts.block is None:
            return "", text
        return text[parts.block.start : parts.block.end], text[parts.body.start : parts.body.end]

    def load(self, fm: str, **kwargs: object) -> dict[str, Any]:
        """Return the fields of a block; what cannot be read is left out."""
        text = f"---\n{fm.rstrip(chr(10))}\n---\n"
        return dict(read_document("", text.encode("utf-8", "replace")).fields.data)

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:
        """Return fields as YAML, in their order, without wrapping."""
        dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
        width = 1_000_000_000
        return yaml.dump(metadata, Dumper=dumper, sort_keys=False, allow_unicode=True, width=width).strip()

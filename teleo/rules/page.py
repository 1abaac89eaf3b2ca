r"""Reads a rule's page: its sections and the examples in them.

An example is a fenced block whose info string names a file, as in ```` ```markdown claims/a title.md ````;
all the blocks of a section together are one vault. The word `escaped` after the language reads `\x00` and
the like as bytes; the language `symlink` makes a link to the path that the block holds.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from teleo.rules.rule import Rule

SECTIONS = ("Why", "Bad", "Good", "Fix")

_SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)
_FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<language>\w+)(?P<escaped> escaped)? (?P<path>.+)\n"
    r"(?P<text>[\s\S]*?)^(?P=fence)$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """One file of an example vault; `is_symlink` makes `content` the path that it points to."""

    path: str
    content: bytes
    is_symlink: bool = False

    def write(self, root: Path) -> None:
        """Create the file, and the folders that it needs, below `root`."""
        place = root / self.path
        place.parent.mkdir(parents=True, exist_ok=True)
        if self.is_symlink:
            place.symlink_to(self.content.decode().strip())
        else:
            place.write_bytes(self.content)


def summary(rule: Rule) -> str:
    """Return the first sentence of a rule's page."""
    return rule.page.partition("\n")[0].strip()


def sections(rule: Rule) -> dict[str, str]:
    """Return the text of each section of a rule's page, in order."""
    parts = _SECTION.split(rule.page)
    return {
        name.strip(): text.strip("\n") + "\n" for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def example(rule: Rule, section: str) -> tuple[ExampleFile, ...]:
    """Return the files of the example vault that a section of a rule's page shows."""
    found = _FENCE.finditer(sections(rule).get(section, ""))
    return tuple(_example_file(match) for match in found)


def _example_file(match: re.Match[str]) -> ExampleFile:
    text = match["text"]
    if match["escaped"]:
        content = text.encode("latin-1", "backslashreplace").decode("unicode_escape").encode("latin-1")
    else:
        content = text.encode()
    return ExampleFile(match["path"].strip(), content, is_symlink=match["language"] == "symlink")

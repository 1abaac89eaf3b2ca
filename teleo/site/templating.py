"""The templates, compiled once, and what every page of a site has in common."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from msgspec import Struct

from teleo.resources import bundled
from teleo.site.address import permanent_address, to_root
from teleo.site.card import glyph
from teleo.site.catalogue import stroke
from teleo.site.compiled import CompiledBeside

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What a page may load: its own files, and nothing from another host."""

LOST_PAGE = "404.html"
FEED = "feed.xml"

_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\r"))
"""Bytes that no page may hold; the twin of a note keeps them."""

_CODE = re.compile(r"`([^`\n]+)`")


class Entry(Struct, frozen=True):
    """A word with the page it leads to, as a path from the site's root."""

    word: str
    page: str


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What all pages of a site show around their own text. One is made for a site, and equals no other."""

    title: str
    menu: tuple[Entry, ...]
    foot: tuple[Entry, ...]
    colophon: str
    sprite: Markup
    has_theme: bool = False
    has_numbers: bool = False
    has_feed: bool = False
    base: str = ""
    """The whole address of the site's root, empty when it is not known."""
    language: str = "en"
    """The language of the vault; the words around its texts are English."""
    policy: str = POLICY

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages of the menu."""
        return tuple(entry.page for entry in self.menu)


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is rendered: its path from the site's root, its template and what fills it."""

    path: str
    template: str
    title: str
    summary: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    language: str = ""
    """The language of its text, empty for that of the site."""


def sprite() -> Markup:
    """Return the shapes of ratings and relations, to be put once into each page."""
    text = (_folder() / "sprite.svg").read_text(encoding="utf-8")
    return Markup("".join(text.splitlines()))  # noqa: S704 - a file of the package


def rendered(page: Page, frame: Frame) -> bytes:
    """Return the bytes of a page.

    The page of what is not there is shown at any address, so its links begin at the host where that is known. It
    looks for its style and its script there and beside itself, where they are if the file is opened from a folder.
    """
    template = environment().get_template(page.template)
    root = urlsplit(frame.base).path if page.path == LOST_PAGE else to_root(page.path)
    parts = template.generate(
        page.values,
        page=page.path,
        root=root,
        ways=(root, "") if root else ("",),
        title=page.title,
        summary=page.summary,
        language=page.language or frame.language,
        address="" if page.path == LOST_PAGE else permanent_address(frame.base, page.path),
        site=frame,
        masthead=_part("masthead.html", frame, root, page.path if page.path in frame.pages else ""),
        foot=_part("foot.html", frame, root, ""),
    )
    return _encoded(list(parts))


def _encoded(parts: Sequence[str]) -> bytes:
    # Part by part, since most are ASCII, which takes next to no time.
    try:
        data = b"".join([part.encode() for part in parts])
    except UnicodeEncodeError:
        data = b"".join([part.encode("utf-8", "replace") for part in parts])
    return data.translate(None, _CONTROLS) if any(control in data for control in _CONTROLS) else data


@lru_cache(maxsize=64)
def _part(name: str, frame: Frame, root: str, current: str) -> Markup:
    template = environment().get_template(name)
    return Markup(template.render(root=root, page=current, site=frame))  # noqa: S704 - the template escapes


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the environment of the package's templates; every value is escaped unless it is markup."""
    made = Environment(
        loader=FileSystemLoader(_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=CompiledBeside(_folder()),
    )
    made.filters["coded"] = coded
    made.filters["breakable"] = breakable
    made.globals["stroke"] = stroke
    made.globals["glyph"] = glyph
    return made


def coded(text: str) -> Markup:
    """Return a sentence with what stands between backticks as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped first


def breakable(name: str) -> Markup:
    """Return a dotted name that a line may break after a dot or an underscore."""
    return escape(name).replace(".", Markup(".<wbr>")).replace("_", Markup("_<wbr>"))


def _folder() -> Path:
    return bundled("site") / "templates"

"""The places within the page of a note that its own links lead to, and the tags of those links."""

import html
import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from markupsafe import escape

from teleo.links.text import repeats_title
from teleo.model import Note
from teleo.site.anchors import NUMBER_MARK, TOP, anchor, heading_anchor, note_anchors
from teleo.site.cleaning import NOTE_PREFIX

_ID = re.compile(r'<[a-z][^<>]* id="([^"]*)"')
_NAME = re.compile(r'<a\b[^<>]* name="([^"]*)"')


def number_input(fragment: str) -> str:
    """Return the attribute that names the input of a quantity that a fragment means."""
    name = fragment[len(NUMBER_MARK) :].partition(".")[2]
    return f' data-input="{escape(name)}"' if name else ""


@dataclass
class OwnPage:
    """The page of a note as the links see it that lead to places in it; `numbers` as `anchors` of `body_html`."""

    note: Note
    page: str
    numbers: Container[str] | None

    def opening(self, fragment: str) -> str:
        """Return the opening tag of a link to the place that a fragment names; of one to none, that of a span."""
        if fragment.startswith(NUMBER_MARK):
            named = unquote(fragment)
            if self.numbers is not None and anchor(named) not in self.numbers:
                return '<span class="unresolved" title="no number of this name">'
            return f'<a class="number"{number_input(named)} href="#{escape(anchor(named))}">'
        wanted = anchor(fragment)
        if wanted in self.anchors:
            return f'<a href="#{escape(wanted)}">'
        if NOTE_PREFIX + fragment in self.ids:
            return f'<a href="#{NOTE_PREFIX}{escape(fragment)}">'
        is_title = repeats_title(self.note) and wanted == heading_anchor(self.note.headings[0].text)
        if is_title or fragment.lower() in ("", "top"):
            return f'<a href="#{TOP}">'
        return '<span class="unresolved" title="no heading of this name">'

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The ids of the note's headings and named blocks."""
        return note_anchors(self.note)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids that the note itself gives to parts of its text."""
        named = (NOTE_PREFIX + name for name in _NAME.findall(self.page))
        return frozenset(map(html.unescape, (*_ID.findall(self.page), *named)))

    def place(self, tag: str) -> str:
        """Return the attribute for the place that a tag `<a>` names by `id` or `name`, once for each place."""
        found, named = _ID.match(tag), _NAME.match(tag)
        id_ = found[1] if found else f"{NOTE_PREFIX}{named[1]}" if named else ""
        if not id_ or id_ in self.given:
            return ""
        self.given.add(id_)
        return f' id="{id_}"'

    @cached_property
    def given(self) -> set[str]:
        """The ids that the page has so far: at first those of all that is no `<a>`."""
        return {found[1] for found in _ID.finditer(self.page) if not found[0].startswith("<a ")}

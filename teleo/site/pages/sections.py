"""The repeated parts of a note's page as markup, built at once: a template takes its time for each piece."""

from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from teleo.model import Relation
from teleo.site.catalogue import stroke
from teleo.site.near import NearList
from teleo.site.neighbourhood import Chord, Node
from teleo.site.rows import entry_text, safe_text
from teleo.site.wording import RELATION_NAMES

MOST_ROWS = 150
"""Notes of one relation that are named; the twins beside the page name all."""


class Fact(Struct, frozen=True):
    """A word and what it is for this note."""

    word: str
    text: str | Markup


class Group(Struct, frozen=True):
    """All edges of one relation as seen from one side, and its entries in prose; `further` are responses that are left
    when every challenge has one.
    """

    name: str
    word: str
    count: int
    rows: Markup
    prose: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    more: str = ""


def group_sections(groups: Iterable[Group]) -> Markup:
    """Return a section for each group, in order."""
    return Markup("".join(map(_section, groups)))  # noqa: S704 - made of escaped parts


def fact_list(facts: Iterable[Fact]) -> Markup:
    """Return facts as terms with their descriptions."""
    lines = [f"<dt>{fact.word}</dt><dd>{safe_text(fact.text)}</dd>\n" for fact in facts]
    return Markup("".join(lines))  # noqa: S704 - escaped above


def legend(nodes: Iterable[Node], between: Iterable[Chord]) -> Markup:
    """Return what each line of a map means, for the relations that are drawn on it."""
    used = {tie.relation for node in nodes for tie in node.ties[:2]} | {chord.relation for chord in between}
    lines = [
        f'<li class="{relation}">{stroke(relation)} {RELATION_NAMES[relation]}</li>\n'
        for relation in Relation
        if relation in used
    ]
    return Markup("".join(lines))  # noqa: S704 - words of this package


def near_groups(lists: Iterable[NearList]) -> Markup:
    """Return the lists of near notes, each under its heading."""
    lines = [
        f'<div class="group" id="near-{one.name}">'
        f'<h3 lang="en">{one.word} <span class="count">{one.count}</span></h3>\n'
        f'<p class="aside" lang="en">{one.about}</p>\n<ul class="notes">{one.rows}</ul></div>\n'
        for one in lists
    ]
    return Markup("".join(lines))  # noqa: S704 - words of this package around markup


def _section(group: Group) -> str:
    name = group.name
    prose = [f"<li>{entry_text(text)}</li>\n" for text in group.prose]
    more = f'<p class="more"><a href="index.json">{group.more}</a></p>' if group.more else ""
    further = "".join([f"<li>{safe_text(text)}</li>" for text in group.further])
    if further:
        head = '<h3 class="aside" lang="en">Further responses</h3>'
        further = f'{head}\n<ul class="answers">{further}</ul>\n'
    return (
        f'<section class="text section" id="{name}"><h2 class="{name}" lang="en">{stroke(name)} '
        f'<span class="relation">{group.word}</span> <span class="count">{group.count}</span></h2>\n'
        f'<ul class="notes">\n{group.rows}\n{"".join(prose)}</ul>\n{more}{further}</section>\n'
    )

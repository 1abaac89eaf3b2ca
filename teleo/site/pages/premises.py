"""The numbers of a note with links to what they rest on: works, numbers of other claims, and those in conflict."""

from collections.abc import Iterator

from markupsafe import Markup
from msgspec.structs import replace

from teleo.model import Note
from teleo.quantities.result import Key
from teleo.quantities.show import title_of
from teleo.site.anchors import number_anchor
from teleo.site.catalogue import Catalogue
from teleo.site.numbers import STATED_IN, VARIABLE, InputRow, Number, Pair, Remark
from teleo.site.templating import breakable, coded


def linked_numbers(catalogue: Catalogue, note: Note, root: str) -> Iterator[Number]:
    """Yield the numbers of `note` as a page shows them that has `root` as its way to the site's root."""
    for number in catalogue.numbers.get(note.id, ()):
        yield replace(
            number,
            remarks=tuple(_remark(catalogue, one, root) for one in number.remarks),
            facts=tuple(_fact(catalogue, note, one, root) for one in number.facts),
            inputs=tuple(_input(catalogue, note, one, root) for one in number.inputs),
        )


def _fact(catalogue: Catalogue, note: Note, fact: Pair, root: str) -> Pair:
    if fact.word == STATED_IN:
        return replace(fact, text=catalogue.cited_text(note, fact.text, root))
    return replace(fact, text=breakable(fact.text)) if fact.word == VARIABLE else fact


def _input(catalogue: Catalogue, note: Note, row: InputRow, root: str) -> InputRow:
    if row.source is None or row.source[0] not in catalogue.cards:
        return row
    way, shown = _way(catalogue, row.source, root), Markup("<code>{}</code>").format(row.source[1])
    if row.source[0] == note.id:
        way = f"#{number_anchor(row.source[1])}"
    else:
        shown = Markup("{} {}").format(catalogue.cards[row.source[0]].heading, shown)
    return replace(row, text=Markup('<a href="{}">{}</a>: {}').format(way, shown, row.text))


def _remark(catalogue: Catalogue, remark: Remark, root: str) -> Remark:
    """Return a remark with the title of the other claim, which it quotes, as a link to that claim's number.

    Of a number of the same claim it quotes the name.
    """
    text = coded(remark.text)
    if remark.other is None or remark.other[0] not in catalogue.cards:
        return replace(remark, text=text)
    title, name = coded(repr(title_of(remark.other[0]))), coded(f"`{remark.other[1]}`")
    for said, shown in ((title, catalogue.cards[remark.other[0]].heading), (name, name)):
        before, found, after = text.partition(said)
        if found:
            way = _way(catalogue, remark.other, root)
            return replace(remark, text=Markup('{}<a href="{}">{}</a>{}').format(before, way, shown, after))
    return replace(remark, text=text)


def _way(catalogue: Catalogue, key: Key, root: str) -> str:
    return f"{root}{catalogue.cards[key[0]].page}#{number_anchor(key[1])}"

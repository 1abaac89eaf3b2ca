"""What of a note's HTML may be shown: a list of elements and attributes, and a bound on their depth."""

import re
from collections import Counter

import nh3

MOST_NESTED = 400
"""Elements within each other; browsers stop at 512."""

NOTE_PREFIX = "n-"
"""What stands before every id that a note gives an element."""

_TAGS = (
    "p br hr h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong del s sub sup a img table thead tbody tr th "
    "td div span input details summary kbd mark abbr dl dt dd b i u q cite small var samp ins figure figcaption "
    "ruby rt rp"
)
_CLASSES = {
    "sup": {"footnote-reference", "footnote-definition-label"},
    "div": {"footnote-definition"},
    "blockquote": {f"markdown-alert-{kind}" for kind in ("note", "tip", "important", "warning", "caution")},
}
ATTRIBUTES = r'(?: [a-z-]+="[^"]*")*'
"""The attributes of a tag as they stand in what was cleaned, for patterns."""

_WITH_BRACKETS = re.compile(
    rf'<[a-z][a-z0-9]*(?: [a-z-]+="[^"<>]*")* [a-z-]+="[^"<>]*[<>][^"]*"{ATTRIBUTES}>'
)
"""A tag with `<` or `>` inside of an attribute."""

_ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|center|right)">')
"""How Markdown's columns are aligned, which the site's policy forbids to say in a style."""

_BOUNDARY = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>]*?(/)>)?")
_LEAVES = "p li dd dt td th tr option a area br col embed hr img input link meta source track wbr "
_SHALLOW = frozenset(_LEAVES.split())
"""Elements that hold nothing, or that end where a sibling begins: between two of them lies another."""

_PARTS = "path circle rect line ellipse polygon polyline use stop g defs text tspan image lineargradient "
_DRAWN = frozenset(_PARTS.split())
"""Elements of a drawing, which a slash in their tag closes there and nowhere else."""

_CLEANER = nh3.Cleaner(
    tags=set(_TAGS.split()),
    attributes={
        "a": {"href", "title", "id", "name"},
        "img": {"src", "alt", "title"},
        "code": {"class"},
        "div": {"id"},
        "input": {"type", "checked"},
        "ol": {"start"},
        "th": {"align", "colspan", "rowspan"},
        "td": {"align", "colspan", "rowspan"},
        "abbr": {"title"},
        "details": {"open"},
    },
    attribute_filter=lambda tag, name, value: (
        None if tag == "code" and not value.startswith("language-") else value
    ),
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    id_prefix=NOTE_PREFIX,
)


def cleaned(page: str) -> str:
    """Return HTML without what could act, and without `<` and `>` inside of attributes.

    HTML may hold these there, and some releases of the cleaner write them so; what comes after it finds tags
    by their brackets and must not find one in a title.
    """
    if "<th style=" in page:
        page = _ALIGNED.sub(r'<\1 align="\2">', page)
    return _WITH_BRACKETS.sub(_shielded, _CLEANER.clean(page))


def is_nested_too_deep(page: str) -> bool:
    """Whether elements of `page`, not yet cleaned, lie within each other deeper than `MOST_NESTED`.

    A parser of HTML takes time with the square of the depth. Tags that close nothing, or in the wrong order,
    may make a page seem deeper than it is, never less deep.
    """
    if page.count("<") <= MOST_NESTED:
        return False
    depth: Counter[str] = Counter()
    total, is_drawing = 0, False
    for slash, name, closing in _BOUNDARY.findall(page):
        name = name.lower()
        if name == "svg":
            is_drawing = not slash and not closing
        elif name not in _DRAWN:
            is_drawing = False
        if name in _SHALLOW or (is_drawing and closing):
            continue
        step = 1 if not slash else -min(1, depth[name])
        depth[name] += step
        total += step
        if total > MOST_NESTED:
            return True
    return False


def _shielded(tag: re.Match[str]) -> str:
    inside = tag[0][1:-1]
    return f"<{inside.replace('<', '&lt;').replace('>', '&gt;')}>"

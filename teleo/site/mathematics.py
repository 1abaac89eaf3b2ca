"""Formulas of a body as MathML: `$$…$$` and fenced `math`, never a lone dollar sign."""

import re
from functools import cache, lru_cache
from importlib import import_module
from itertools import zip_longest
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup, escape

LONGEST_FORMULA = 2_000
"""A longer formula, in characters, is shown as it was written: the converter recurses over its input."""

_ALIGNED = re.compile(r"\\(begin|end)\{(?:aligned|split|gather|gathered)\}")
"""Environments that the converter knows only as `align*`."""

_PHONE = 20
"""How wide a formula, in em, fits beside the words of a phone."""

_STEPS = (25, 32, 40, 50, 64, 80, 100, 130)
"""Widths, in em, for which the style knows how small paper needs a formula."""

_EM = re.compile(r"(\d*\.?\d+)em")
_CLOSE = frozenset("()[]{}|,;.!′")
"""Signs that stand close to what is beside them."""

_BARE = re.compile(r"&(?!#|[a-zA-Z]+;)")
_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
_DEEPEST = 80
_DEEPEST_TREE = 250
"""Elements within each other; what writes them recurses."""

_TAGS = (
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle mpadded mphantom mfenced menclose msub msup "
    "msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd "
)
_ATTRIBUTES = (
    "display mathvariant stretchy fence form separator lspace rspace minsize maxsize linethickness scriptlevel "
    "displaystyle movablelimits accent accentunder columnalign rowspacing columnspacing columnlines rowlines "
    "width height depth notation open close separators largeop symmetric "
)
ALLOWED_TAGS = frozenset(_TAGS.split())
ALLOWED_ATTRIBUTES = frozenset(_ATTRIBUTES.split())


@lru_cache(maxsize=4096)
def formula_alone(latex: str, named: str = "") -> Markup:
    """Return a formula on a line of its own, which scrolls; `named` is the attribute of its id, escaped."""
    written, width = _set(latex, is_block=True)
    return _line("div", named, written, width)


@lru_cache(maxsize=4096)
def formula_in_text(latex: str) -> Markup:
    """Return a formula within a text; one that is wider than a phone has a line of its own."""
    written, width = _set(latex, is_block=False)
    return written if width <= _PHONE else _line("span", "", _set(latex, is_block=True)[0], width)


def _line(name: str, named: str, written: Markup, width: float) -> Markup:
    step = next((step for step in _STEPS if width <= step), _STEPS[-1])
    breadth = f" w{step}" if width > _PHONE else ""
    return Markup(f'<{name}{named} class="formula{breadth}" tabindex="0">{written}</{name}>')  # noqa: S704


def _set(latex: str, *, is_block: bool) -> tuple[Markup, float]:
    """Return a formula as MathML and about how wide it is, in em."""
    tree = None if len(latex) > LONGEST_FORMULA or _depth(latex) > _DEEPEST else _converted(latex)
    if tree is None or not _is_flat(tree):
        return Markup("<code>{}</code>").format(latex), 0
    tree.set("display", "block" if is_block else "inline")
    return Markup(_written(tree)), _width(tree)  # noqa: S704 - built from allowed tags and escaped text only


def _width(element: ElementTree.Element) -> float:
    """Return about how wide a formula is, in em, rather too much than too little."""
    name = element.tag.removeprefix(_NAMESPACE)
    if name == "mspace":
        found = _EM.match(element.get("width", ""))
        return float(found[1]) if found else 0
    if name == "mtable":
        rows = [[_width(cell) + 0.9 for cell in row] for row in element]
        return sum(max(column) for column in zip_longest(*rows, fillvalue=0.0))
    parts = [_width(child) for child in element]
    if not parts:
        text = (element.text or "").strip()
        narrow = 0.5 if name == "mtext" else 0.62
        letters = sum(1.05 if one > "\u1100" else 0.9 if one.isupper() else narrow for one in text)
        return letters + (0.5 if name == "mo" and text not in _CLOSE else 0)
    if name == "mfrac":
        return max(parts) + 0.2
    if name in ("munder", "mover", "munderover"):
        return max(parts[0], 0.75 * max(parts[1:], default=0)) + 0.2
    if name in ("msub", "msup", "msubsup"):
        return parts[0] + 0.75 * max(parts[1:], default=0)
    return sum(parts) + (0.9 if name in ("msqrt", "mroot") else 0)


def _depth(latex: str) -> int:
    deepest = depth = 0
    for character in latex:
        depth += (character in "{[(") - (character in "}])")
        deepest = max(deepest, depth)
    return deepest + latex.count("\\left")


def _is_flat(tree: ElementTree.Element) -> bool:
    level, depth = [tree], 0
    while level and depth <= _DEEPEST_TREE:
        level, depth = [child for element in level for child in element], depth + 1
    return not level


def _converted(latex: str) -> ElementTree.Element | None:
    try:
        written = _converter()(_ALIGNED.sub(r"\\\1{align*}", latex.strip()))
        return ElementTree.fromstring(_BARE.sub("&amp;", written))  # noqa: S314 - the converter's own output
    except (ElementTree.ParseError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    except _refusals():
        return None


@cache
def _converter() -> Any:
    """Return the library's function, imported when a vault has its first formula: most builds meet none."""
    return import_module("latex2mathml.converter").convert


@cache
def _refusals() -> tuple[type[Exception], ...]:
    raised = vars(import_module("latex2mathml.exceptions")).values()
    return tuple(one for one in raised if isinstance(one, type) and issubclass(one, Exception))


def _written(element: ElementTree.Element) -> str:
    name = element.tag.removeprefix(_NAMESPACE)
    inner = str(escape(element.text or "")) + "".join(
        _written(child) + str(escape(child.tail or "")) for child in element
    )
    if name not in ALLOWED_TAGS:
        return inner
    attributes = "".join(
        f' {key}="{escape(value)}"'
        for key, value in sorted(element.attrib.items())
        if key in ALLOWED_ATTRIBUTES
    )
    return f"<{name}{attributes}>{inner}</{name}>"

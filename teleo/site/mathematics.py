"""Formulas of a body as MathML: `$$…$$` and fenced `math`, never a lone dollar sign."""

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup, escape

LONGEST_FORMULA = 2_000
"""A longer formula, in characters, is shown as it was written: the converter recurses over its input."""

FORMULA = re.compile(r"(?<![\\$])\$\$(?!\$)((?:[^$\n]|\n(?![ \t]*\n)){1,2000}?)\$\$(?!\$)")
"""A formula between double dollars, without a blank line."""

_ALIGNED = re.compile(r"\\(begin|end)\{(?:aligned|split|gather|gathered)\}")
"""Environments that the converter knows only as `align*`."""

_BARE = re.compile(r"&(?!#|[a-zA-Z]+;)")
_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
_DEEPEST = 80
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
def formula(latex: str, *, is_block: bool) -> Markup:
    """Return a LaTeX formula as MathML; what cannot be converted is shown as it was written, as code."""
    tree = None if len(latex) > LONGEST_FORMULA or _depth(latex) > _DEEPEST else _converted(latex)
    if tree is None:
        return Markup("<code>{}</code>").format(latex)
    tree.set("display", "block" if is_block else "inline")
    return Markup(_written(tree))  # noqa: S704 - built from allowed tags and escaped text only


def _depth(latex: str) -> int:
    deepest = depth = 0
    for character in latex:
        depth += (character in "{[(") - (character in "}])")
        deepest = max(deepest, depth)
    return deepest + latex.count("\\left")


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

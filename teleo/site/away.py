"""Links that leave the site, also where an author wrote no more than an address of the web."""

import re
from functools import cache
from html import unescape

from markupsafe import Markup, escape

from teleo.site.cleaning import ATTRIBUTES
from teleo.site.sentences import unmarked
from teleo.site.tokens import WIDE

LONGEST_ADDRESS = 2_000
"""Characters of an address that becomes a link; a longer one stays as it is written."""

_SCHEME = r"[Hh][Tt][Tt][Pp][Ss]?://"
_HOST = rf"(?:(?![{WIDE}])[\w-])+(?:\.(?:(?![{WIDE}])[\w-])+)+(?::\d{{1,5}})?"
_STOPS = (
    r"\s<>\"`&\u200b-\u200f\u2018-\u201f\u2026\u202a-\u202e\u2060-\u2069\u3000-\u303f\ue000-\uf8ff\ufeff"
    r"\uff00-\uff65"
)
_SIGN = rf"(?:[^{_STOPS}{WIDE}]|&amp;|&#39;)"
_BARE = rf"{_SCHEME}{_HOST}(?:[/?#]{_SIGN}*(?:(?<=[/=_#?;-])[{WIDE}]+{_SIGN}*)*)?"
"""An address in escaped text. Words of a script that puts no space between them are in it behind a sign; elsewhere
they go on after it."""

_GIVEN = rf"{_SCHEME}(?:(?![()]){_SIGN}|\((?:(?![()]){_SIGN})*\))+"
_ADDRESS = rf"(?<![A-Za-z0-9_/@.:=\\-])(?P<address>{_BARE})"
_GOES_ON = r"(?:(?=(?P<more>[@…]|:\w|<(?:em|strong|del|code|a|span|mark)\b)))?"
"""Shows that what was found is a part of an address, or that its author left something out."""

_ANY = re.compile(rf"{_SCHEME}\S+")
_LAST = frozenset("?!.,:;*_~'")
"""Signs that, at the end of an address, belong to the sentence around it."""

_TWICE = re.compile(r'<a class="away"( href="([^"]+)"[^>]*>\2</a>)')
"""A link that its author gave no words but its address."""

_ENTITIES = ("&amp;", "&#39;")
_PAIRS = (("(", ")"), ("[", "]"))


def away(address: str, shown: str) -> Markup:
    """Return a link to an address of the web."""
    return Markup(_link(escape(address), escape(shown)))  # noqa: S704 - escaped


def opening_tag(address: str) -> str:
    """Return the tag that opens a link to an address of the web."""
    return _opened(escape(address))


def with_addresses(page: str) -> str:
    """Return sanitised HTML in which addresses of the web are links; those in code and in links stay as they are.

    A link that shows its address alone says so by its class: on paper no address stands behind it.
    """
    if "://" not in page:
        return page
    linked = _in_page().sub(lambda match: _bare(match) if match["address"] else match[0], page)
    return _TWICE.sub(r'<a class="away bare"\1', linked)


def without_addresses(text: str) -> str:
    """Return a text with blanks in place of its addresses of the web, so that its words stay where they stand."""
    return _ANY.sub(lambda match: " " * len(match[0]), text)


def field_text(text: str) -> str | Markup:
    """Return an author's words in a field without marks; addresses of the web and Markdown's links to such are links.

    An address may hold the signs of marks, and keeps them.
    """
    if "://" not in text:
        return unmarked(text)
    page, parts, position = str(escape(text)), [], 0
    for found in _in_field().finditer(page):
        parts += [_plain(page[position : found.start()]), _linked(found)]
        position = found.end()
    return Markup("".join((*parts, _plain(page[position:]))))  # noqa: S704 - escaped above


# To compile these takes long, the more for any case of letters, so it is done when a text is met that wants it.
@cache
def _in_page() -> re.Pattern[str]:
    return re.compile(
        rf"<(code|pre)\b[^>]*>.*?</\1>|<a{ATTRIBUTES}>.*?</a>|<[a-z][a-z0-9]*{ATTRIBUTES}>|{_ADDRESS}{_GOES_ON}",
        re.DOTALL,
    )


@cache
def _in_field() -> re.Pattern[str]:
    return re.compile(
        rf"\[(?P<shown>[^\[\]\n]{{1,500}})\]\((?P<given>{_GIVEN})\)|&lt;(?P<angled>{_BARE})&gt;"
        rf"|{_ADDRESS}{_GOES_ON}"
    )


def _plain(escaped: str) -> str:
    return str(escape(unmarked(unescape(escaped))))


def _linked(found: re.Match[str]) -> str:
    if found["given"]:
        return _link(found["given"], _plain(found["shown"]))
    return _link(found["angled"], found["angled"], " bare") if found["angled"] else _bare(found)


def _bare(found: re.Match[str]) -> str:
    """Return an address of a text as a link without the signs behind it, or as it stands if it is none as a whole."""
    written = found["address"]
    if found["more"] or written.endswith("...") or len(written) > LONGEST_ADDRESS:
        return found[0]
    address = _without_sentence(written)
    return _link(address, address, " bare") + found[0][len(address) :]


def _without_sentence(address: str) -> str:
    """Return an address without the signs at its end that belong to the sentence; brackets go in pairs."""
    spare = {right: address.count(right) - address.count(left) for left, right in _PAIRS}
    end = len(address)
    while True:
        last = address[end - 1]
        entity = next((one for one in _ENTITIES if address.endswith(one, 0, end)), "")
        if spare.get(last, 0) > 0:
            spare[last] -= 1
        elif not entity and last not in _LAST:
            return address[:end]
        end -= len(entity) or 1


def _link(address: str, shown: str, kind: str = "") -> str:
    return f"{_opened(address, kind)}{shown}</a>"


def _opened(address: str, kind: str = "") -> str:
    return f'<a class="away{kind}" href="{address}" rel="noopener noreferrer">'

"""A vault's own colours and fonts: values of the site's custom properties, and a colour for each domain."""

import re
from collections.abc import Collection, Mapping

from teleo.allowed import advice
from teleo.config import Config
from teleo.errors import TeleoError
from teleo.resources import bundled
from teleo.site.address import domain_address

_NAME = re.compile(r"(?:--)?([a-z][a-z0-9_-]*)")
_VALUE = re.compile(r"[\w#%.,()\"' +/-]{1,200}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_SET = re.compile(r"--([a-z][a-z0-9_-]*):")
_FORBIDDEN = re.compile(r"url|image|expression|@", re.IGNORECASE)


_SWATCH = (
    'content: ""; display: inline-block; width: 0.6em; height: 0.6em; margin-inline-end: 0.4em; '
    "border-radius: 2px; print-color-adjust: exact; forced-color-adjust: none;"
)


class ThemeError(TeleoError):
    """A value under `[site.theme]` is no plain CSS value."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(
            f"teleo.toml: [site.theme] {name} = {value!r} is no colour, length or font list; "
            'write a value such as "#0a5a6e"'
        )
        self.name = name
        self.value = value


class UnknownPropertyError(TeleoError):
    """A name under `[site.theme]` is none of the site's custom properties, so that setting it does nothing."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"teleo.toml: unknown key {f'site.theme.{name}'!r}; {advice(name, known)}")
        self.name = name


def own_css(config: Config, domains: Collection[str]) -> str:
    """Return the style sheet of a vault's own colours and fonts, of its `domains` that are shown; nothing without any.

    Raises:
        ThemeError: a name or a value could do more than set a property.
        UnknownPropertyError: the site's own style has no such property.
    """
    return theme_css(config.site.theme) + domain_css(
        {name: stated for name, stated in config.vault.domains.items() if name in domains}
    )


def domain_css(domains: Mapping[str, Mapping[str, str]]) -> str:
    """Return a style sheet that sets a square of a domain's colour before each link to its page.

    A colour that is no plain CSS value is passed over: a site can do without.
    """
    coloured = {
        name: colour for name, stated in domains.items() if _is_plain(colour := stated.get("colour", ""))
    }
    if not coloured:
        return ""
    squares = {name: f'a[href$="{domain_address(name)}"]::before' for name in coloured}
    lines = [f"{', '.join(squares.values())} {{ {_SWATCH} }}"]
    lines += [f"{squares[name]} {{ background: {colour}; }}" for name, colour in coloured.items()]
    return "\n".join(lines) + "\n"


def theme_css(theme: Mapping[str, str]) -> str:
    """Return a style sheet that sets the given custom properties; nothing when there are none.

    Raises:
        ThemeError: a name or a value could do more than set a property.
        UnknownPropertyError: the site's own style has no such property.
    """
    if not theme:
        return ""
    properties = _properties()
    lines = []
    for name in sorted(theme):
        known, value = _NAME.fullmatch(name), str(theme[name])
        if known is None or not _is_plain(value):
            raise ThemeError(name, value)
        if known[1] not in properties:
            raise UnknownPropertyError(name, properties)
        lines.append(f"  --{known[1]}: {value};")
    return ":root:root {\n" + "\n".join(lines) + "\n}\n"


def _properties() -> tuple[str, ...]:
    style = (bundled("site") / "static" / "teleo.css").read_text(encoding="utf-8")
    return tuple(sorted(set(_SET.findall(style))))


def _is_plain(value: str) -> bool:
    return bool(_VALUE.fullmatch(value)) and not _FORBIDDEN.search(value) and _is_whole(value)


def _is_whole(value: str) -> bool:
    """Whether every quote and bracket of a value is closed: one that is not would swallow the properties after it."""
    rest, depth = _QUOTED.sub("", value), 0
    for character in rest:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0 and '"' not in rest and "'" not in rest

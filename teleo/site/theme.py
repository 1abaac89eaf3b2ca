"""A vault's own colours and fonts: values of the site's custom properties, and a colour for each domain."""

from collections.abc import Collection, Mapping

from teleo.allowed import is_css_value
from teleo.config import Config
from teleo.site.address import domain_address

_SWATCH = (
    'content: ""; display: inline-block; width: 0.6em; height: 0.6em; margin-inline-end: 0.4em; '
    "border-radius: 2px; print-color-adjust: exact; forced-color-adjust: none;"
)


def own_css(config: Config, domains: Collection[str]) -> str:
    """Return the style sheet of a vault's own colours and fonts, of its `domains` that are shown; else nothing."""
    return theme_css(config.site.theme) + domain_css(
        {name: stated for name, stated in config.vault.domains.items() if name in domains}
    )


def domain_css(domains: Mapping[str, Mapping[str, str]]) -> str:
    """Return a style sheet that sets a square of a domain's colour before each link to its page.

    Settings hold no colour that is not a plain value of CSS; one that is none is passed over.
    """
    coloured = {
        name: colour for name, stated in domains.items() if is_css_value(colour := stated.get("colour", ""))
    }
    if not coloured:
        return ""
    squares = {name: f'a[href$="{domain_address(name)}"]::before' for name in coloured}
    lines = [f"{', '.join(squares.values())} {{ {_SWATCH} }}"]
    lines += [f"{squares[name]} {{ background: {colour}; }}" for name, colour in coloured.items()]
    return "\n".join(lines) + "\n"


def theme_css(theme: Mapping[str, str]) -> str:
    """Return a style sheet that sets the given custom properties; nothing when there are none."""
    lines = [f"  --{name.removeprefix('--')}: {theme[name]};" for name in sorted(theme)]
    return ":root:root {\n" + "\n".join(lines) + "\n}\n" if lines else ""

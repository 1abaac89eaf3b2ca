"""A vault's own colours and fonts, as values of the site's custom properties."""

from collections.abc import Mapping


def theme_css(theme: Mapping[str, str]) -> str:
    """Return a style sheet that sets custom properties, as the settings state them; nothing when there are none."""
    if not theme:
        return ""
    lines = (f"  --{name}: {theme[name]};\n" for name in sorted(theme))
    return ":root:root {\n" + "".join(lines) + "}\n"

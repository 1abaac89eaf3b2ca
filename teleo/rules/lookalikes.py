"""Letters of other scripts that look like Latin ones."""

import unicodedata

LOOK_LATIN = "аеорсухѕіјԁԛԝһӏАВЕЅІЈКМНОРСТУХҮԌԚԜοιυνρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
_LATIN = "aeopcyxsijdqwhlABESIJKMHOPCTYXYGQWoiuvpABEZHIKMNOPTYX"
_AS_LATIN = str.maketrans(LOOK_LATIN, _LATIN)


def named(character: str) -> str:
    """Return a character by its code point and name."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'a control character')}"


def told_apart(text: str, title: str) -> str:
    """Return by which letter `text` differs from a title that looks the same; empty where they look different."""
    if text == title or text.translate(_AS_LATIN) != title.translate(_AS_LATIN):
        return ""
    here, there = next(pair for pair in zip(text, title, strict=True) if pair[0] != pair[1])
    return f", which looks the same; here stands {named(here)}, there {named(there)}"

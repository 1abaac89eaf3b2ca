"""Ways to compare titles: Unicode form, case, punctuation, slug."""

import re
import unicodedata

LONGEST_PERMALINK = 120
"""Characters of a permalink that a page can have."""

_OWN = (
    "c s q e m n d static claims topics questions sources notes domains contradictions challenges load-bearing "
    "cascade calculators graph health changes contributors index 404 feed sitemap llms llms-full"
)
_OWN_FOLDERS = frozenset(_OWN.split())
"""Folders and files at the root of a site that are its own."""

_NOT_WORD = re.compile(r"[\W_]+", re.UNICODE)
_VOWELS = r"\u0900-\u109f\u1700-\u1aaf\u1b00-\u1c7f\u3099\u309a\ua800-\uabff\U00011000-\U00011fff"
_VOWEL = re.compile(f"[{_VOWELS}]")
_MAY_BE_MARKED = re.compile(rf"[{_VOWELS}\u0300-\u036f\u0591-\u08ff\u200d\u20d0-\u20ff\ufe20-\ufe2f]")
"""Scripts that write vowels, and more that parts two words, as marks; and those whose marks say how to read."""

_ASCII_WORDS = {code: " " for code in range(128) if not chr(code).isalnum()}
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def nfc(text: str) -> str:
    """Return `text` with composed characters, so that two spellings of one character are equal."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """Return `text` without differences of case."""
    return nfc(nfc(text).casefold())


def loose(text: str) -> str:
    """Return `text` as lower-case words, one space between: case, dashes, punctuation and `.md` are dropped.

    So are accents that stand by themselves and the points of Arabic and Hebrew, but not the vowels of Indic scripts.
    """
    plain = folded(text.removesuffix(".md"))
    if plain.isascii():
        return " ".join(plain.translate(_ASCII_WORDS).split())
    if _MAY_BE_MARKED.search(plain):
        return " ".join("".join(map(_spelled, plain)).split())
    return _NOT_WORD.sub(" ", plain).strip()


def _spelled(character: str) -> str:
    if character.isalnum():
        return character
    if unicodedata.category(character).startswith("M"):
        return character if _VOWEL.match(character) else ""
    return "" if character == "\u200d" else " "


def signs(text: str) -> tuple[str, ...]:
    """Return the mathematical signs of a text, sorted: titles that are alike but for these may say two things."""
    return tuple(sorted(character for character in text if unicodedata.category(character) == "Sm"))


def slug(text: str) -> str:
    """Return `text` as ASCII words joined by dashes; characters with no ASCII base letter are dropped."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return _NOT_SLUG.sub("-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


def whole_slug(text: str) -> str:
    """Return the slug of a text that loses no letter in it, else nothing.

    Titles are compared by this one: `GPU 价格` and `GPU 需求` have one slug, and so have `Øre` and `Ære`.
    """
    if not text.isascii() and any(map(_has_no_base, unicodedata.normalize("NFKD", text))):
        return ""
    return slug(text)


def _has_no_base(character: str) -> bool:
    return not character.isascii() and character.isalnum()


def permalink_folder(asked: str) -> str:
    """Return the folder of the page that asks for a permalink, or nothing for one that no page can have."""
    if len(asked) > LONGEST_PERMALINK:
        return ""
    parts = [slug(part) for part in asked.removesuffix(".html").split("/") if slug(part)]
    return "" if not parts or parts[0] in _OWN_FOLDERS else "/".join(parts)

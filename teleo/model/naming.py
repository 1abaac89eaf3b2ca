"""Ways to compare titles: Unicode form, case, punctuation, slug."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+", re.UNICODE)
_ASCII_WORDS = {code: " " for code in range(128) if not chr(code).isalnum()}
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def nfc(text: str) -> str:
    """Return `text` with composed characters, so that two spellings of one character are equal."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """Return `text` without differences of case."""
    return nfc(nfc(text).casefold())


def loose(text: str) -> str:
    """Return `text` as lower-case words, one space between: case, dashes, punctuation and `.md` are dropped."""
    plain = folded(text.removesuffix(".md"))
    if plain.isascii():
        return " ".join(plain.translate(_ASCII_WORDS).split())
    return _NOT_WORD.sub(" ", plain).strip()


def slug(text: str) -> str:
    """Return `text` as ASCII words joined by dashes; characters with no ASCII base letter are dropped."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return _NOT_SLUG.sub("-", plain.encode("ascii", "ignore").decode().lower()).strip("-")

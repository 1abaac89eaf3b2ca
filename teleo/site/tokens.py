"""The words of a text as the search index and the search in the page see them; `site/src/tokens.js` is its twin."""

import re
import unicodedata

LONGEST = 32

_APOSTROPHES = re.compile(r"(?<=[^\W\d_])['’ʼ`](?=[^\W\d_])")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_ASCII_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[a-z]{2,}")
_WIDE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af"
_WIDE_RUN = re.compile(f"([{_WIDE}]+)")


def tokens(text: str) -> list[str]:
    """Return the words in order: lower case, without accents and apostrophes; numbers without thousands commas.

    Scripts that put no space between words give overlapping pairs of characters.
    """
    if text.isascii():
        plain = text.lower()
        if "'" in plain or "`" in plain:
            plain = _APOSTROPHES.sub("", plain)
        return [_number(word) if word[0] <= "9" else word[:LONGEST] for word in _ASCII_TOKEN.findall(plain)]
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text))).lower()
    plain = _APOSTROPHES.sub("", plain)
    found: list[str] = []
    for word in _TOKEN.findall(plain):
        if word[0].isdigit():
            found.append(_number(word))
        elif _WIDE_RUN.search(word):
            for part in filter(None, _WIDE_RUN.split(word)):
                found += _pairs(part) if _WIDE_RUN.match(part) else _word(part)
        else:
            found += _word(word)
    return found


def _number(word: str) -> str:
    return word.replace(",", "")[:LONGEST]


def _word(word: str) -> list[str]:
    return [word[:LONGEST]] if len(word) > 1 else []


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)] if len(run) > 1 else [run]

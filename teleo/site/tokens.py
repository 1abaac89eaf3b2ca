"""The words of a text as the search index sees them; `site/src/tokens.js` finds those of a query alike."""

import re
import unicodedata
from collections import Counter
from string import ascii_lowercase, digits

LONGEST = 32

_APOSTROPHES = re.compile(r"['’ʼ`](?<=[^\W\d_].)(?=[^\W\d_])")
_SIGNS = tuple(zip("’—–“”…→×≥≤\u2011\u00a0", "'           ", strict=True))
"""Signs that part words, with ASCII ones that part them alike: most texts hold no others, and are read faster."""

_LETTERS = tuple(zip("ßæœøłđðþıς", ("ss", "ae", "oe", "o", "l", "d", "d", "th", "i", "σ"), strict=True))
"""Letters that have no accent to lose, with what they are written as on keyboards that lack them."""

_ACCENTS = re.compile(r"[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]+")
"""Also the points of Hebrew and Arabic, which most texts leave out."""

_VOWELS = "".join(
    chr(code) for code in range(0x900, 0xE00) if unicodedata.category(chr(code)).startswith("M")
)
"""Signs of the scripts of India that stand for vowels and are parts of words."""

_HAS_VOWELS = re.compile(f"[{_VOWELS}]")
_AND = re.compile(r"(?<![^\W_])([^\W\d_]{1,2})&([^\W\d_]{1,2})(?![^\W_])")
"""R&D and AT&T are words."""

_WRITTEN = (
    ("/", re.compile(r"/(?<=(?<![\w/])[^\W\d_]/)(?=[^\W\d_](?![\w/]))"), ""),
    ("#", re.compile(r"#(?<=(?<!\w)[^\W\d_]#)(?![\w#])"), "sharp"),
    ("++", re.compile(r"\+\+(?<=(?<!\w)[^\W\d_]\+\+)(?![^\W\d]|\+)"), "plusplus"),
    (".net", re.compile(r"(?<!\w)\.net(?!\w)"), " dotnet net"),
)
"""A/B, C#, C++ and .NET are words: the sign that tells them, where it does, and the letters that stand for it."""

_EMOJI = "[\u2600-\u27bf\U0001f1e6-\U0001f1ff\U0001f300-\U0001f3fa\U0001f400-\U0001faff]"
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|[^\W\d_]{{2,}}|{_EMOJI}")
_ASCII_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[a-z]{2,}")
_ASCII_APART = {code: " " for code in range(128) if chr(code) not in f"{ascii_lowercase}{digits}.,$"}
_TIMES = re.compile(r"(?<=\d)×(?!\w)")
_RUN = re.compile(rf"(?:\$(?=\d))?(?:\d+(?:[.,]\d+)*|[^\W\d_]+)+|{_EMOJI}")
_MIXED = re.compile(r"\d[^\W\d_]|[^\W\d_]\d|\$\d")
WIDE = (
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3"
)
"""Letters of scripts that put no space between words, or few."""

_WIDE_RUN = f"([{WIDE}]+)"
"""Compiled when a text is not ASCII: it takes its time."""


def tokens(text: str) -> list[str]:
    """Return the words in order: lower case, without accents and apostrophes; numbers without thousands commas.

    Letters and digits that touch, and dollars, are there as a whole too: of `H100 at $2` come `100`, `at`, `2`, `h100`
    and `$2`. Scripts that put no space between words give overlapping pairs of characters, and the last one alone:
    so each character is the beginning of a word, and can be looked for.
    """
    return [_number(word) if "," in word else word[:LONGEST] for word in _found(_plain(text))]


def title_words(title: str) -> list[str]:
    """Return the words of a title by their places, what is written of letters and digits together as one word.

    They are those of `tokens`, without the parts of words; `named` in `site/src/tokens.js` finds those of a query.
    """
    plain = _plain(title)
    if plain.isascii() and not _MIXED.search(plain):
        return [_number(word) if "," in word else word[:LONGEST] for word in _ASCII_TOKEN.findall(plain)]
    found: list[str] = []
    for run in re.split(_WIDE_RUN, plain):
        if re.match(_WIDE_RUN, run):
            found += _pairs(run)[: max(1, len(run) - 1)]
            continue
        token, whole = _patterns(run)
        for one in whole.findall(run):
            found += [one] if _MIXED.search(one) else token.findall(one)
    return [_number(word) for word in found]


def token_counts(text: str) -> Counter[str]:
    """Return how often each word of `tokens` occurs."""
    counts = Counter(_plain(text).translate(_ASCII_APART).split())
    mixed = [chunk for chunk in counts if len(chunk) == 1 or not chunk.isalpha() or not chunk.isascii()]
    for chunk, times in [(chunk, counts.pop(chunk)) for chunk in mixed]:
        for word in _found(chunk):
            counts[word] += times
    for word in [word for word in counts if "," in word or len(word) > LONGEST]:
        counts[_number(word)] += counts.pop(word)
    return counts


def _plain(text: str) -> str:
    """Return a text in lower case without accents, and without the signs that stand within words."""
    plain = _with_ascii_signs(text)
    return _joined(plain.lower()) if plain.isascii() else _folded(plain)


def _found(plain: str) -> list[str]:
    """Return the words of such a text as they are found, still with thousands commas and of any length."""
    if plain.isascii():
        return _ASCII_TOKEN.findall(plain) + _wholes(plain)
    found: list[str] = []
    for run in re.split(_WIDE_RUN, plain):
        found += _pairs(run) if re.match(_WIDE_RUN, run) else _words(run)
    return found


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text))).lower()
    for letter, written in _LETTERS:
        plain = plain.replace(letter, written)
    return _joined(plain)


def _words(run: str) -> list[str]:
    token, whole = _patterns(run)
    return token.findall(run) + _wholes(run, whole)


def _patterns(run: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds words in a text, and what is written together."""
    if not _HAS_VOWELS.search(run):
        return _TOKEN, _RUN
    # Compiled for the few texts that need them.
    token, whole = (
        re.compile(one.pattern.replace(r"[^\W\d_]", rf"(?:[^\W\d_]|[{_VOWELS}])")) for one in (_TOKEN, _RUN)
    )
    return token, whole


def _with_ascii_signs(text: str) -> str:
    if not text.isascii():
        text = _TIMES.sub("x", text)
        for mark, written in _SIGNS:
            text = text.replace(mark, written)
    return text


def _joined(plain: str) -> str:
    """Return a text in lower case without the signs that stand within its words."""
    if "'" in plain or "`" in plain or not plain.isascii():
        plain = _APOSTROPHES.sub("", plain)
    if "&" in plain:
        plain = _AND.sub(r"\1\2", plain)
    for sign, pattern, written in _WRITTEN:
        if sign in plain:
            plain = pattern.sub(written, plain)
    return plain


def _wholes(plain: str, whole: re.Pattern[str] = _RUN) -> list[str]:
    """Return what is written of letters and digits together, or as dollars: `h100`; of `$5m` both `5m` and `$5m`."""
    if not _MIXED.search(plain):
        return []
    found: list[str] = []
    for run in whole.findall(plain):
        if run[0] == "$" and _MIXED.search(run, 1):
            found.append(run[1:])
        if _MIXED.search(run):
            found.append(run)
    return found


def _number(word: str) -> str:
    return word.replace(",", "")[:LONGEST]


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run))]

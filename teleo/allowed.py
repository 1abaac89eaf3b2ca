"""Says which values the settings of a vault may hold: numbers in a range, words of a closed set."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import urlsplit

RATINGS = ("proven", "likely", "experimental", "speculative")
TYPES = ("claim", "source", "question", "entity", "belief", "position", "conviction", "map")
TYPE_NAMES = (*TYPES, "note", "moc", "topic-map")
EDGE_FIELDS = (
    *("depends_on", "underlies", "supports", "supported_by", "challenges", "challenged_by"),
    *("contradicts", "related", "cites", "cited_by", "part_of", "contains", "mentions", "mentioned_by"),
    *("related_to", "related_claims", "sources", "topics"),
)
ROLES = ("sourcer", "extractor", "challenger", "synthesizer", "reviewer")
SIGNALS = ("words", "meaning", "popularity", "near_links", "near_targets", "common", "links_back")
PROPERTIES = (
    *("accent", "accent-soft", "bad", "challenges", "cites", "contradicts", "dash", "depends_on"),
    *("experimental", "fair", "gap", "good", "ink", "likely", "mark", "measure", "mentions", "mono"),
    *("on-accent", "paper", "part_of", "proven", "radius", "rail", "related", "rule", "s-1", "s-2"),
    *("s0", "s1", "s2", "s3", "s4", "sans", "serif", "sheet", "soft", "speculative", "supports"),
    *("tone", "unrated", "well"),
)
"""The words that the rooms above define: settings are read below them, and a test holds the two together."""


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers from `low` to `high`, both included; `high` may be infinite, the numbers may not."""

    low: float
    high: float = math.inf

    def holds(self, number: float) -> bool:
        """Return whether a number lies in the range; NaN and infinities lie in none."""
        return math.isfinite(number) and self.low <= number <= self.high

    def __str__(self) -> str:
        return f"{self.low:g} or more" if math.isinf(self.high) else f"from {self.low:g} to {self.high:g}"


RANGES: Mapping[str, Range] = {
    "check.max_file_kib": Range(1),
    "confidence.base": Range(0, 1),
    "confidence.stale_after_days": Range(1),
    "export.context_limit_kb": Range(1),
    "export.role_weights": Range(0),
    "links.k": Range(1),
    "links.weights": Range(0),
    "quantities.samples": Range(1),
    "quantities.tolerance": Range(0),
    "quantities.supported": Range(0, 1),
    "quantities.possible": Range(0, 1),
    "site.feed_size": Range(0),
}
"""The range of each number, and of each number in a table of that name."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "confidence.base": RATINGS,
    "confidence.stale_after_days": (*RATINGS, *TYPES),
    "export.role_weights": ROLES,
    "links.weights": SIGNALS,
    "site.theme": PROPERTIES,
}
"""The keys of tables that are a closed set."""

_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(-[a-wyz\d](-[a-z\d]{2,8})+)*(-x(-[a-z\d]{1,8})+)?",
    re.ASCII | re.IGNORECASE,
)
"""A well-formed tag of BCP 47 that begins with the code of a language."""

_PART = r"[^\s\x00-\x1f\x7f<>\"'\\^`{|}?#/]+"
_ADDRESS = rf"https?://{_PART}(?:/{_PART})*/?"
"""No part is empty: a path that begins with two slashes is the name of another host."""

_VALUE = r"[\w#%.,()\"' +/-]{1,200}"
_MORE = "url|image|expression|@"
"""A value of CSS, and what may not stand in it."""

WORDS: Mapping[str, tuple[str, ...]] = {"types.aliases": TYPE_NAMES, "types.fields": EDGE_FIELDS}
"""The words that the values of a table are taken from."""


def number_problem(name: str, table: str, number: float) -> str:
    """Return what is wrong with the number of the key `name`, whose range is that of `table`; else nothing."""
    allowed = RANGES[table]
    return "" if allowed.holds(number) else f"{name} is {number}; it must be {allowed}"


def key_problem(table: str, key: str) -> str:
    """Return what is wrong with a key of a table; nothing when there is nothing."""
    known = KEYS.get(table)
    key = key.removeprefix("--") if table == "site.theme" else key
    return "" if known is None or key in known else f"unknown key {f'{table}.{key}'!r}; {advice(key, known)}"


def word_problem(name: str, table: str, word: str) -> str:
    """Return what is wrong with the word of the key `name` in a table; nothing when there is nothing."""
    if table == "site.theme":
        return css_problem(name, word, "a value such as #0a5a6e or 1.1rem")
    known = WORDS.get(table)
    return "" if known is None or word in known else f"{name} is {word!r}; {advice(word, known)}"


def css_problem(name: str, value: str, wanted: str) -> str:
    """Return what is wrong with a value for the style sheet of a site; nothing when there is nothing."""
    return "" if is_css_value(value) else f"{name} is {value!r}; it must be {wanted}"


def advice(word: str, known: tuple[str, ...]) -> str:
    """Return the word that was meant, as a question, or all that are known."""
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"


def folder_problem(name: str, path: str) -> str:
    """Return what is wrong with a path that must stay in the vault; nothing when there is nothing."""
    parts = path.replace("\\", "/").split("/")
    leads_out = path.startswith(("/", "\\", "~")) or ":" in parts[0] or ".." in parts
    if leads_out or _holds_control(path):
        return f"{name} is {path!r}; it must be a path in the vault"
    if ".git" in map(str.casefold, parts):
        return f"{name} is {path!r}; what lies in that folder belongs to git, so name another"
    return ""


def model_problem(name: str, model: str) -> str:
    """Return what is wrong with the name or the folder of a model; nothing when there is nothing."""
    return f"{name} is {model!r}; it must be a folder or a name on the hub" if _holds_control(model) else ""


def address_problem(name: str, address: str) -> str:
    """Return what is wrong with the address of a site, which may be empty; nothing when there is nothing."""
    if not address or (re.fullmatch(_ADDRESS, address, re.IGNORECASE) and _has_host(address)):
        return ""
    return f"{name} is {address!r}; it must be a web address, such as https://example.org/claims/"


def _has_host(address: str) -> bool:
    """Whether an address names a host, no user of it, and a path that leads down."""
    try:
        parts = urlsplit(address)
        is_host = bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return False
    return is_host and not {".", ".."}.intersection(parts.path.split("/"))


def is_css_value(value: str) -> bool:
    """Return whether a text is a colour, a length or a list of fonts, and can do no more than set a property."""
    return (
        bool(re.fullmatch(_VALUE, value)) and not re.search(_MORE, value, re.IGNORECASE) and _is_whole(value)
    )


def _is_whole(value: str) -> bool:
    """Whether every quote and bracket of a value is closed: one that is not would swallow the properties after it."""
    rest, depth = re.sub("\"[^\"]*\"|'[^']*'", "", value), 0
    for character in rest:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0 and '"' not in rest and "'" not in rest


def _holds_control(text: str) -> bool:
    return any(ord(character) < 32 for character in text)


def is_language(tag: str) -> bool:
    """Return whether a text has the form of a language tag of BCP 47: `de`, `pt-BR`, `zh-Hant`."""
    return _LANGUAGE.fullmatch(tag) is not None


def language_problem(name: str, tag: str) -> str:
    """Return what is wrong with the tag of a language; nothing when there is nothing."""
    return (
        ""
        if is_language(tag)
        else f"{name} is {tag!r}; it must be a language tag, such as en, pt-BR or zh-Hant"
    )

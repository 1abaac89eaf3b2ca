"""The ways through the site: the menu at the head, and every page at the foot."""

from teleo.site.templating import Entry

_MENU = (
    ("Claims", "claims/index.html"),
    ("Topics", "topics/index.html"),
    ("Questions", "questions/index.html"),
    ("Sources", "sources/index.html"),
    ("Challenges", "challenges/index.html"),
    ("Graph", "graph/index.html"),
    ("Health", "health/index.html"),
)
_FOOT = (
    *_MENU,
    ("Domains", "domains/index.html"),
    ("Other notes", "notes/index.html"),
    ("Contradictions", "contradictions/index.html"),
    ("Load-bearing claims", "load-bearing/index.html"),
    ("If this fell", "cascade/index.html"),
    ("Calculators", "calculators/index.html"),
    ("Changes", "changes/index.html"),
    ("Contributors", "contributors/index.html"),
)


def menu_entries(paths: frozenset[str]) -> tuple[Entry, ...]:
    """Return the entries of the menu whose pages the site has."""
    return tuple(Entry(word, page) for word, page in _MENU if page in paths)


def foot_entries(paths: frozenset[str]) -> tuple[Entry, ...]:
    """Return a way to every page that is no note's own and that the site has."""
    return tuple(Entry(word, page) for word, page in _FOOT if page in paths)

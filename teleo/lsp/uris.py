"""Addresses of files as editors write them."""

from pathlib import Path
from urllib.parse import quote, unquote, urlsplit


def path_of(uri: str) -> Path | None:
    """Return the file that a `file:` address names; `None` for any other."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    path = unquote(parts.path, errors="surrogateescape")
    if parts.scheme != "file" or not path.startswith("/") or "\0" in path:
        return None
    return Path(path)


def uri_of(path: Path) -> str:
    """Return the address of a file."""
    return "file://" + quote(str(path), safe="/", errors="surrogateescape")


def key_of(uri: str) -> str:
    """Return what two spellings of one address have in common."""
    path = path_of(uri)
    return uri if path is None else str(path)

"""Shows the difference between two states of a file as a patch that `git apply` and `patch` take."""

from collections.abc import Iterator
from difflib import unified_diff

_SPOKEN = {"\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", '"': '"', "\\": "\\"}


def difference(name: str, before: bytes, after: bytes) -> Iterator[str]:
    r"""Yield the lines of a unified diff with their ends, none when nothing changed.

    Lines of the files end at `\n` only and keep their carriage returns. An absolute name loses its first
    slash, as in git's own diffs.
    """
    path = name.lstrip("/")
    for line in unified_diff(_lines(before), _lines(after), _header(f"a/{path}"), _header(f"b/{path}")):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(raw: bytes) -> list[str]:
    parts = raw.decode("utf-8", "replace").split("\n")
    lines = [part + "\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines


def _header(path: str) -> str:
    """Return a name as git writes it: in quotes where it holds a sign that would end or change it."""
    if any(sign in _SPOKEN or sign < " " or sign == "\x7f" or "\ud800" <= sign < "\ue000" for sign in path):
        return f'"{"".join(map(_spoken, path))}"'
    # A tab ends a name with spaces for the programs that apply a patch.
    return f"{path}\t" if " " in path else path


def _spoken(sign: str) -> str:
    if sign in _SPOKEN:
        return "\\" + _SPOKEN[sign]
    if sign < " " or sign == "\x7f" or "\ud800" <= sign < "\ue000":
        return "".join(f"\\{byte:03o}" for byte in sign.encode("utf-8", "surrogateescape"))
    return sign

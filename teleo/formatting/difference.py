"""Shows the difference between two states of a file as a unified diff."""

from difflib import unified_diff


def difference(name: str, before: bytes, after: bytes) -> list[str]:
    r"""Return the lines of a unified diff, without breaks; lines of the files end at `\n` only."""
    lines = unified_diff(_lines(before), _lines(after), name, name, lineterm="")
    return [line.removesuffix("\n").removesuffix("\r") for line in lines]


def _lines(raw: bytes) -> list[str]:
    parts = raw.decode("utf-8", "replace").split("\n")
    lines = [part + "\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines

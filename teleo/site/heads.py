"""What commits changed in the heads of notes: their ratings, and what the addresses of their pages are made of."""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from teleo.model import confidence_named
from teleo.vault.git import git_text

_ASKED = r"^(confidence|title|permalink|type|draft)[ \t]*:|^# "
_FILE = re.compile(r'\+\+\+ "?b/(.*?)"?\t?')
_OLD_FILE = re.compile(r'--- "?a/(.*?)"?\t?')
_GONE = "+++ /dev/null"
_DRAFT = re.compile(r"-draft:[ \t]*(?:true|True|TRUE)\b")
_RATING = re.compile(r"([-+])confidence:[ \t]*[\"']?([a-z]+)")
_PLACE = re.compile(r"[-+](?:(?:title|permalink|type|draft)[ \t]*:|# )")
_TOLD = re.compile(f"{_RATING.pattern}|{_PLACE.pattern}")

_Patch = tuple[str, str, list[str], bool]
"""A commit's hash, a file's path, the lines of its head that were taken and given, and whether it was removed."""


class Heads(Struct, frozen=True):
    """What changed, by the commit's hash and the file's path: the rating it was given, files whose title,
    permalink, type or first heading may be others than before, and drafts that were removed.
    """

    ratings: dict[tuple[str, str], str]
    moved: frozenset[tuple[str, str]]
    drafts_gone: frozenset[tuple[str, str]]


def changed_heads(root: Path) -> Heads:
    """Return what the commits changed in the heads of the notes of the vault at `root`.

    Raises:
        GitError: git is missing or cannot tell.
    """
    log = git_text(
        "log", "--full-history", "--no-merges", "--relative", "--unified=0", "--find-renames", "--no-color",
        "-p", "--text", "--src-prefix=a/", "--dst-prefix=b/", "-G", _ASKED, "--format=%x00%H", "--", ".",
        folder=root,
    )  # fmt: skip
    ratings: dict[tuple[str, str], str] = {}
    moved: set[tuple[str, str]] = set()
    drafts_gone: set[tuple[str, str]] = set()
    for commit, path, lines, is_gone in _patches(log):
        if rating := _rating(lines):
            ratings[commit, path] = rating
        if _moves(lines):
            moved.add((commit, path))
        if is_gone and any(map(_DRAFT.match, lines)):
            drafts_gone.add((commit, path))
    return Heads(ratings, frozenset(moved), frozenset(drafts_gone))


def _patches(log: str) -> Iterator[_Patch]:
    commit, old, is_head = "", "", False
    patch: _Patch = ("", "", [], False)
    for line in log.split("\n"):
        if line.startswith(("+", "-")):
            if not is_head:
                if _TOLD.match(line):
                    patch[2].append(line)
            elif file := _FILE.fullmatch(line):
                patch = (commit, _unquoted(file[1]), [], False)
            elif line == _GONE:
                patch = (commit, old, [], True)
            elif file := _OLD_FILE.fullmatch(line):
                old = _unquoted(file[1])
        elif line.startswith("@@ "):
            is_head = False
        elif line.startswith("diff "):
            yield patch
            patch, old, is_head = (commit, "", [], False), "", True
        elif line.startswith("\0"):
            commit = line[1:]
    yield patch


def _unquoted(path: str) -> str:
    return path.replace('\\"', '"').replace("\\\\", "\\")


def _rating(lines: list[str]) -> str:
    """Return the rating that a patch gives, nothing where it took the same."""
    told = [match for match in map(_RATING.match, lines) if match and confidence_named(match[2]) is not None]
    taken, given = (next((match[2] for match in told if match[1] == sign), "") for sign in "-+")
    return given if given != taken else ""


def _moves(lines: list[str]) -> bool:
    """Whether a patch changed a line that may tell an address; one that only stands elsewhere is as before."""
    told = [line for line in lines if _PLACE.match(line)]
    taken, given = ({line[1:] for line in told if line[0] == sign} for sign in "-+")
    return taken != given

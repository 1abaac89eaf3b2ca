"""Which rules run, and which are silent in which files."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from teleo.config import CheckTable
from teleo.errors import TeleoError
from teleo.rules.closeness import nearest_word
from teleo.vault.discover import glob_pattern


class UnknownRuleError(TeleoError):
    """A code names no rule and begins none; `key` is that of the settings where it stands, if it is theirs."""

    def __init__(self, code: str, known: Iterable[str], key: str = "") -> None:
        near = nearest_word(code, known)
        advice = f"did you mean {near}?" if near else "`teleo rule` lists them all"
        place = f"{key} in teleo.toml: " if key else ""
        super().__init__(f"{place}no rule has the code {code!r} or one that begins with it; {advice}")
        self.code = code
        self.key = key


@dataclass(frozen=True)
class Selection:
    """The settings that say which rules run. Codes may be cut short: `SC` stands for all that begin so.

    `select` empty means every rule; the longest of the codes that fit a rule decides, `ignore` before
    `select`. `per_path` maps globs to the codes that are silent in the files that match.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_path: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def includes(self, code: str) -> bool:
        """Return whether the rule of this code runs."""
        chosen = max((len(start) for start in self.select if code.startswith(start)), default=-1)
        ignored = max((len(start) for start in self.ignore if code.startswith(start)), default=-1)
        return ignored < chosen or (ignored < 0 and not self.select)

    def is_silent(self, path: str, code: str) -> bool:
        """Return whether the rule of this code is silent in the file at `path`."""
        return any(code.startswith(codes) and pattern.fullmatch(path) for pattern, codes in self._patterns)

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
        return tuple((glob_pattern(glob), codes) for glob, codes in self.per_path)


def selection_of(
    table: CheckTable, known: Iterable[str], *, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()
) -> Selection:
    """Return what the settings and the command line choose; `select` takes the place of the settings' own.

    Raises:
        UnknownRuleError: a code fits none of the `known` ones.
    """
    codes = tuple(known)
    return Selection(
        _checked(select, codes) or _checked(table.select, codes, "check.select"),
        (*_checked(table.ignore, codes, "check.ignore"), *_checked(ignore, codes)),
        tuple((glob, _checked(silent, codes, "check.per_path")) for glob, silent in table.per_path.items()),
    )


def _checked(given: tuple[str, ...], known: tuple[str, ...], key: str = "") -> tuple[str, ...]:
    for code in given:
        if not any(other.startswith(code) for other in known) or not code:
            raise UnknownRuleError(code, known, key)
    return given

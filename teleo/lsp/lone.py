"""A file that lies in no vault: it is looked at by itself, and nothing is said of what only a vault can tell."""

from dataclasses import replace
from pathlib import Path

from teleo.config import CheckTable, Config
from teleo.errors import TeleoError
from teleo.rules import RULES
from teleo.session import Session
from teleo.vault.reader import Vault

_OF_OTHERS = frozenset({"QU905", "QU906"})
"""Rules on numbers that look at other notes."""


class NoVaultError(TeleoError):
    """Something was asked of a file that only a vault can answer."""

    def __init__(self, wish: str) -> None:
        super().__init__(
            f"cannot {wish}: the file lies in no vault, so nobody knows what links to it; "
            "open its folder, or put a teleo.toml into it"
        )


def lone_session(folder: Path) -> Session:
    """Return a session without notes for one file of a folder; no other file is read."""
    codes = tuple(
        rule.code for rule in RULES if rule.is_local or (rule.family == "QU" and rule.code not in _OF_OTHERS)
    )
    config = replace(Config(), check=CheckTable(select=codes))
    return Session(folder, config, Vault(folder, config, ()))

"""What a user may switch in the editor's settings, under `teleo`."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """Each setting by its name in the editor, written here with underscores.

    `whole_vault` shows the diagnostics of files that are not open; `code_lens` the counts above a title;
    `rating_hints` a rating after each link; `number_hints` the recomputed value after a number that differs;
    `shows_results` says that the editor itself shows what a command returns;
    `keep_alias` keeps the old title as an alias when a note is renamed; `pause_ms` is how long to wait for
    the next key before looking.
    """

    whole_vault: bool = True
    code_lens: bool = True
    rating_hints: bool = True
    number_hints: bool = True
    keep_alias: bool = False
    shows_results: bool = False
    pause_ms: int = 200


def settings_from(given: object, before: Settings) -> Settings:
    """Return `before` with what `given` sets, in `camelCase`; what is unknown or of a wrong type is passed over.

    `given` is the table `teleo`, or a table that holds it.
    """
    if not isinstance(given, Mapping):
        return before
    table: Mapping[str, Any] = given["teleo"] if isinstance(given.get("teleo"), Mapping) else given
    found: dict[str, Any] = {}
    for item in fields(Settings):
        value = table.get(_camel(item.name))
        if type(value) is type(getattr(before, item.name)):
            found[item.name] = (
                max(value, 0) if isinstance(value, int) and not isinstance(value, bool) else value
            )
    return replace(before, **found)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.title, rest))

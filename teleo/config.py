"""The settings of a vault, read from its `teleo.toml`; every key has a default."""

import errno
import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints

from teleo.allowed import (
    address_problem,
    advice,
    css_problem,
    folder_problem,
    key_problem,
    language_problem,
    model_problem,
    number_problem,
    word_problem,
)
from teleo.errors import TeleoError

CONFIG_NAME = "teleo.toml"
SITE_MANIFEST = ".teleo-site.json"
"""The file in the folder of a built site that lists what teleo wrote there; no note of a vault lies in one."""

MAX_CONFIG_BYTES = 1024 * 1024
"""How large a `teleo.toml` may be."""

_INSIDE = frozenset({"site.output", "check.baseline"})
"""The paths that may not lead out of the vault: its settings can be a stranger's."""

_VALUES: dict[str, type] = {
    "confidence.base": float,
    "confidence.stale_after_days": int,
    "export.role_weights": float,
    "links.weights": float,
    "types.aliases": str,
    "types.fields": str,
    "site.theme": str,
    "export.agents": str,
}
"""What the entries of these tables are."""

_WORDS: dict[type, str] = {
    str: "a string",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}
"""The types of TOML as a message names them."""


class ConfigError(TeleoError):
    """A `teleo.toml` cannot be used as it stands."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = str(path)
        self.problem = problem


def _empty() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class VaultTable:
    """`[vault]`: what the vault is and which files belong to it."""

    title: str = ""
    description: str = ""
    base_url: str = ""
    language: str = "en"
    include: tuple[str, ...] = ("**/*.md",)
    exclude: tuple[str, ...] = ()
    domains: Mapping[str, Mapping[str, str]] = field(default_factory=_empty)


@dataclass(frozen=True, slots=True)
class TypesTable:
    """`[types]`: further names for known types, and edge fields of one's own under `[types.fields]`."""

    aliases: Mapping[str, str] = field(default_factory=_empty)
    fields: Mapping[str, str] = field(default_factory=_empty)


@dataclass(frozen=True, slots=True)
class CheckTable:
    """`[check]`: which rules run, and where. Codes may be cut short: `SC` stands for all that begin so."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_path: Mapping[str, tuple[str, ...]] = field(default_factory=_empty)
    baseline: str = ""
    max_file_kib: int = 2048


@dataclass(frozen=True, slots=True)
class ConfidenceTable:
    """`[confidence]`: the strength of each rating, from 0 to 1, and the days until a rating is stale."""

    base: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType(
            {"proven": 0.95, "likely": 0.75, "experimental": 0.5, "speculative": 0.25}
        )
    )
    stale_after_days: Mapping[str, int] = field(
        default_factory=lambda: MappingProxyType(
            {"proven": 1095, "likely": 730, "experimental": 365, "speculative": 365}
        )
    )


@dataclass(frozen=True, slots=True)
class QuantitiesTable:
    """`[quantities]`: sample count, relative tolerance, and the masses that part the verdicts."""

    samples: int = 10_000
    tolerance: float = 0.10
    supported: float = 0.5
    possible: float = 0.05


@dataclass(frozen=True, slots=True)
class LinksTable:
    """`[links]`: the embedding model, how many related notes, the weights of their ranking."""

    model: str = ""
    k: int = 8
    weights: Mapping[str, float] = field(default_factory=_empty)
    allow_download: bool = False


@dataclass(frozen=True, slots=True)
class SiteTable:
    """`[site]`: where the site goes and how it looks."""

    output: str = "_site"
    repository: str = ""
    feed_size: int = 30
    theme: Mapping[str, str] = field(default_factory=_empty)


@dataclass(frozen=True, slots=True)
class ExportTable:
    """`[export]`: who works on which domain, what each role weighs, how large a context may be."""

    agents: Mapping[str, str] = field(default_factory=_empty)
    role_weights: Mapping[str, float] = field(default_factory=_empty)
    context_limit_kb: int = 100


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a vault."""

    vault: VaultTable = field(default_factory=VaultTable)
    types: TypesTable = field(default_factory=TypesTable)
    check: CheckTable = field(default_factory=CheckTable)
    confidence: ConfidenceTable = field(default_factory=ConfidenceTable)
    quantities: QuantitiesTable = field(default_factory=QuantitiesTable)
    links: LinksTable = field(default_factory=LinksTable)
    site: SiteTable = field(default_factory=SiteTable)
    export: ExportTable = field(default_factory=ExportTable)


def read_config(root: Path) -> Config:
    """Return the settings of the vault at `root`; the defaults when it has no `teleo.toml`.

    Raises:
        ConfigError: the file is a link, cannot be read or is no TOML, or a key or a value is not one that
            teleo knows.
    """
    path = root / CONFIG_NAME
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise ConfigError(path, "is no regular file; put the settings into a file of this name")
            if status.st_size > MAX_CONFIG_BYTES:
                limit = MAX_CONFIG_BYTES // 1024
                raise ConfigError(path, f"has {status.st_size // 1024} KiB, the limit is {limit}; shorten it")
            raw = file.read(MAX_CONFIG_BYTES)
    except FileNotFoundError:
        return Config()
    except OSError as error:
        if error.errno == errno.ELOOP:
            problem = "is a symbolic link, and links are not followed; put the file itself here"
            raise ConfigError(path, problem) from error
        raise ConfigError(path, f"cannot be read: {error.strerror or error}") from error
    return parse_config(raw, path)


def parse_config(raw: bytes, path: Path | str = CONFIG_NAME) -> Config:
    """Return the settings that the bytes of a `teleo.toml` state; `path` is named in errors."""
    try:
        data = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(path, f"is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path, f"is not TOML: {error}") from error
    except RecursionError as error:
        raise ConfigError(path, "nests too deep; make it flatter") from error
    tables = _checked_keys(path, "", data, {item.name: item for item in fields(Config)})
    hints = get_type_hints(Config)
    config = Config(**{name: _table(path, name, hints[name], value) for name, value in tables.items()})
    if config.quantities.possible > config.quantities.supported:
        masses = f"{config.quantities.possible}, above quantities.supported, {config.quantities.supported}"
        raise ConfigError(path, f"quantities.possible is {masses}; it must be from 0 to that")
    return config


def _table(path: Path | str, name: str, kind: type, value: object) -> Any:
    if not isinstance(value, dict):
        raise ConfigError(path, f"[{name}] must be a table, not {_word(value)}")
    if kind is TypesTable:
        value = _split_types(path, value)
    known = {item.name: item for item in fields(kind)}
    checked = _checked_keys(path, f"{name}.", value, known)
    return kind(**{key: _value(path, f"{name}.{key}", known[key], entry) for key, entry in checked.items()})


def _split_types(path: Path | str, value: dict[str, Any]) -> dict[str, Any]:
    aliases = {key: entry for key, entry in value.items() if key != "fields"}
    for key, entry in aliases.items():
        if isinstance(entry, dict):
            raise ConfigError(
                path, f"types.{key} must be a string, not a table; the table here is 'types.fields'"
            )
    return {"aliases": aliases, "fields": value.get("fields", {})}


def _checked_keys(
    path: Path | str, prefix: str, data: dict[str, Any], known: Mapping[str, Field[Any]]
) -> dict[str, Any]:
    for key in data:
        if key not in known:
            raise ConfigError(path, f"unknown key {prefix + key!r}; {_meant(key, tuple(known))}")
    return data


def _meant(key: str, known: tuple[str, ...]) -> str:
    """Return where a key stands that was written into another table, else what `advice` says."""
    tables = get_type_hints(Config).items()
    home = next((name for name, kind in tables if key in {item.name for item in fields(kind)}), "")
    return f"did you mean {f'{home}.{key}'!r}?" if home and home != "types" else advice(key, known)


def _value(path: Path | str, name: str, item: Field[Any], value: Any) -> Any:
    default = item.default_factory() if item.default_factory is not MISSING else item.default
    if isinstance(default, tuple):
        return _strings(path, name, value)
    if isinstance(default, Mapping):
        return _mapping(path, name, default, value)
    wanted = type(default)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not wanted:
        raise ConfigError(path, f"{name} must be {_WORDS[wanted]}, not {_word(value)}")
    _refuse(path, _problem(name, value))
    return value


def _problem(name: str, value: Any) -> str:
    if name in _INSIDE:
        return folder_problem(name, value)
    if name == "links.model":
        return model_problem(name, value)
    if name == "vault.base_url":
        return address_problem(name, value)
    if name == "vault.language":
        return language_problem(name, value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return number_problem(name, name, value) if is_number else ""


def _refuse(path: Path | str, problem: str) -> None:
    if problem:
        raise ConfigError(path, problem)


def _strings(path: Path | str, name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise ConfigError(path, f"{name} must be a list of strings, not {_word(value)}")
    return tuple(value)


def _mapping(path: Path | str, name: str, default: Mapping[str, Any], value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(path, f"{name} must be a table, not {_word(value)}")
    if name == "check.per_path":
        return MappingProxyType({key: _strings(path, f"{name}.{key}", entry) for key, entry in value.items()})
    if name == "vault.domains":
        return MappingProxyType({key: _domain(path, f"{name}.{key}", entry) for key, entry in value.items()})
    wanted = _VALUES[name]
    known = dict(default)
    for key, entry in value.items():
        _refuse(path, key_problem(name, key))
        whole = f"{name.removesuffix('.aliases')}.{key}"
        if isinstance(entry, bool) or not isinstance(entry, (int, float) if wanted is float else wanted):
            raise ConfigError(path, f"{whole} must be {_WORDS[wanted]}, not {_word(entry)}")
        find = word_problem if wanted is str else number_problem
        _refuse(path, find(whole, name, value[key]))
        known[key] = wanted(entry)
    return MappingProxyType(known)


def _domain(path: Path | str, name: str, value: Any) -> Mapping[str, str]:
    if isinstance(value, str):
        return MappingProxyType({"title": value})
    if not isinstance(value, dict) or not all(isinstance(entry, str) for entry in value.values()):
        raise ConfigError(path, f"{name} must be a title or a table of strings, not {_word(value)}")
    unknown = sorted(set(value) - {"title", "colour"})
    if unknown:
        raise ConfigError(path, f"unknown key {name + '.' + unknown[0]!r}; known here: title, colour")
    if colour := value.get("colour"):
        _refuse(path, css_problem(f"{name}.colour", colour, "a colour such as teal or #2f7d5b"))
    return MappingProxyType(dict(value))


def _word(value: object) -> str:
    return _WORDS.get(type(value), type(value).__name__)

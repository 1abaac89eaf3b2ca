"""Converts between units: a small table for those of the field, pint for all others.

pint needs 0.2 s to load, more than a calculator may take from the shell, so it is loaded only for a unit that
the table does not hold. A test holds the table against pint.
"""

import re
from functools import cache, lru_cache
from tokenize import TokenError
from typing import Any

from teleo.calculators.units import DEFINITIONS
from teleo.quantities.errors import UnitMismatchError

Dimension = tuple[tuple[str, int], ...]

_TIME, _MASS = {"[time]": 1}, {"[mass]": 1}
_ENERGY = {"[mass]": 1, "[length]": 2, "[time]": -2}
_POWER = {"[mass]": 1, "[length]": 2, "[time]": -3}
_YEAR = 365.25 * 86400.0
_PREFIXES = {
    "k": 1e3,
    "M": 1e6,
    "G": 1e9,
    "T": 1e12,
    "P": 1e15,
    "E": 1e18,
    "Z": 1e21,
    "m": 1e-3,
    "u": 1e-6,
    "n": 1e-9,
}
_SPELLED = {"kilo": 1e3, "mega": 1e6, "giga": 1e9, "tera": 1e12, "peta": 1e15, "exa": 1e18}
_WORDS = {"byte": "byte", "bit": "bit", "watt": "W", "joule": "J", "gram": "g", "flop": "FLOP"}
"""Units that are spelled out in sentences."""

_BINARY = {"Ki": 2.0**10, "Mi": 2.0**20, "Gi": 2.0**30, "Ti": 2.0**40}


def _table() -> dict[str, tuple[float, dict[str, int]]]:
    plain: dict[str, tuple[float, dict[str, int]]] = {}
    counts = "x fraction probability nat GPU gpu chip accelerator server device Erl erlang Erlang"
    _name(plain, counts, 1.0, {})
    _name(plain, "OOM", 1.0, {"[magnitude]": 1})
    _name(plain, "s sec second", 1.0, _TIME)
    _name(plain, "min minute", 60.0, _TIME)
    _name(plain, "h hr hour", 3600.0, _TIME)
    _name(plain, "d day", 86400.0, _TIME)
    _name(plain, "week wk wks", 7 * 86400.0, _TIME)
    _name(plain, "month mo mos", _YEAR / 12, _TIME)
    _name(plain, "quarter", _YEAR / 4, _TIME)
    _name(plain, "year yr y", _YEAR, _TIME)
    _name(plain, "decade", 10 * _YEAR, _TIME)
    _name(plain, "us \u00b5s", 1e-6, _TIME)
    for prefix in "mn":
        plain[f"{prefix}s"] = (_PREFIXES[prefix], _TIME)
    for prefix, factor in {"milli": 1e-3, "micro": 1e-6, "nano": 1e-9}.items():
        plain[f"{prefix}second"] = (factor, _TIME)
    _name(plain, "byte", 8.0, {"[information]": 1}, "kMGTPE")
    _name(plain, "bit", 1.0, {"[information]": 1}, "kMGT")
    for prefix in "kMGTPE":
        plain[f"{prefix}B"] = (8.0 * _PREFIXES[prefix], {"[information]": 1})
        plain[f"{prefix}Bps"] = (8.0 * _PREFIXES[prefix], {"[information]": 1, "[time]": -1})
    _name(plain, "B", 8.0, {"[information]": 1})
    _name(plain, "KB", 8e3, {"[information]": 1})
    for prefix, factor in _BINARY.items():
        plain[f"{prefix}B"] = (8.0 * factor, {"[information]": 1})
    for prefix in "kMGT":
        plain[f"{prefix}b"] = (_PREFIXES[prefix], {"[information]": 1})
    _name(plain, "FLOP", 1.0, {"[computation]": 1}, "kMGTPEZ")
    for prefix in ("", *"kMGTPEZ"):
        plain[f"{prefix}FLOPS"] = (_PREFIXES.get(prefix, 1.0), {"[computation]": 1, "[time]": -1})
    _name(plain, "token tok Tok", 1.0, {"[token]": 1}, "kMGT")
    _name(plain, "param parameter weight", 1.0, {"[parameter]": 1}, "kMG")
    _name(plain, "USD", 1.0, {"[currency]": 1}, "kM")
    _name(plain, "dollar usd $", 1.0, {"[currency]": 1})
    _name(plain, "cent ct", 0.01, {"[currency]": 1})
    _name(plain, "query queries call request", 1.0, {"[query]": 1}, "kMG")
    _name(plain, "user", 1.0, {"[user]": 1}, "kMG")
    _name(plain, "agent", 1.0, {"[agent]": 1})
    _name(plain, "W", 1.0, _POWER, "kMGTm")
    _name(plain, "Wh", 3600.0, _ENERGY, "kMGTm")
    _name(plain, "J", 1.0, _ENERGY, "kMG")
    _name(plain, "g", 1e-3, _MASS, "km")
    _name(plain, "t tonne", 1e3, _MASS, "kMG")
    for word in _WORDS:
        factor, powers = plain[_WORDS[word]]
        plain[word] = (factor, powers)
        for prefix, power in _SPELLED.items():
            plain[prefix + word] = (factor * power, powers)
    for prefix, power in _SPELLED.items():
        plain[f"{prefix}FLOPS"] = (power, plain["FLOPS"][1])
    return plain


def _name(
    table: dict[str, tuple[float, dict[str, int]]],
    names: str,
    factor: float,
    powers: dict[str, int],
    prefixes: str = "",
) -> None:
    for name in names.split():
        table[name] = (factor, powers)
        for prefix in prefixes:
            table[prefix + name] = (factor * _PREFIXES[prefix], powers)


TABLE = _table()
"""Factor to base units and powers of dimensions of each unit that is known without pint."""

COUNTS = frozenset({"[token]", "[parameter]", "[query]", "[user]", "[agent]"})
"""Dimensions that count things. GPUs have none at all: `$2/hour` is `$2/GPU-hour` as it stands."""

PERCENT = ("%", "percent")
"""Names of the unit in which a fraction may be shown; it is kept as a fraction."""

_NAME = re.compile(r"[A-Za-z$\u00b5]+")
_ATOM = re.compile(r"([A-Za-z$\u00b5]+)(?:(?:\^|\*\*)(-?\d))?")
_POWER_OF = re.compile(r"(?:\*\*|\^)-?\d(?!\d|\s*\*\*|\s*\^)")
_MISLEADING = re.compile(
    r"(?<![A-Za-z])(?:(?:m|u|n|\u00b5|milli|micro|nano)"
    r"(?:[Bb](?![a-z])|byte|bit|tok|param|quer|call|request|user|agent|FLOP|flop)|(?:[kMG]|kilo|mega|giga)?tons?(?![A-Za-z]))"
)
"""Thousandths of what comes in wholes, since who writes `mtok` means a million; and tons, which are of two kinds."""
_READABLE = re.compile(
    r"[A-Za-z\u00b5\u00b0$][\w\u00b5\u00b0$%*/^()\-\u00b7 .\u00b2\u00b3]{0,59}|/[\w\u00b5* ]{1,40}"
)

_DEGREES = re.compile(r"(?:\u00b0 ?|deg)[CF]")
_CHIP = re.compile(
    r"(?<![A-Za-z\d])(?:G?[ABHLPTV]\d{2,3}|MI\d{3}[AXax]?|TPU(?:[ -]?v\d[ep]?)?)(?=s?(?:$|[\s*/-]))"
)
"""Names of accelerators, of which a price or a time may be: `$2/H100-hour`, `1M A100-hours`."""
_RATE_TIMES = re.compile(r"/s(?:ec(?:ond)?)?[*\s\u00b7-]+((?:hour|hr|h|day|d|week|month|year|yr)s?)\b")
"""A rate times a time, as in `PFLOP/s-days`; by itself, what follows a slash is all below it."""
_FLOP_DAYS = re.compile(r"(?<![A-Za-z])(?:([GTPEZ])F(?:/s)?|pfs)[*\s\u00b7-]+((?:hour|day|year)s?)\b")
"""The same in short, as papers write it: `3,640 PF-days`."""


def plain_chips(text: str) -> str:
    """Return a text with the names of accelerators as `GPU`."""
    return _CHIP.sub("GPU", text)


def factor_between(found: str, wanted: str) -> float:
    """Return what a number in the unit `found` is multiplied by to be in the unit `wanted`.

    No unit is the same as a plain count: a fraction, a factor, a number of chips. A bare factor `x` stands
    for the factor per time that is wanted; factors per different times do not convert, since they compound.

    Raises:
        UnitMismatchError: the units have different dimensions, or one of them is not known.
    """
    if found == wanted or (found == "x" and wanted.startswith("x/")):
        return 1.0
    return _factor_between(found, wanted)


@lru_cache(maxsize=4096)
def _factor_between(found: str, wanted: str) -> float:
    from_unit, to_unit = _read(found, found, wanted), _read(wanted, found, wanted)
    if from_unit[1] != to_unit[1]:
        raise UnitMismatchError(found, wanted)
    factor = from_unit[0] / to_unit[0]
    if wanted.startswith("x/") and abs(factor - 1.0) > 1e-9:
        raise UnitMismatchError(found, wanted)
    return factor


def factor_accepting(found: str, wanted: str) -> float:
    """Return the factor as `factor_between` does, also where `found` leaves out what `wanted` counts.

    People write `4 bits` for `bit/param` and `$60` for `USD/Mtoken`: a count that only `wanted` names is
    taken to be meant, as `wanted` has it. A bare fraction or factor names too little to go by.

    Raises:
        UnitMismatchError: the units differ in more than counts that are left out, or one is not known.
    """
    try:
        return factor_between(found, wanted)
    except UnitMismatchError:
        counted = _without_counts(found, wanted)
        if counted is None:
            raise
    try:
        return factor_between(found, counted)
    except UnitMismatchError:
        raise UnitMismatchError(found, wanted) from None


def factor_to_result(unit: str, each: str, wanted: str) -> float:
    """Return the factor from the unit of a result, which is that of one `each`, to one that may name that count:
    `0.3 Wh/query` for the energy of one answer.

    Raises:
        UnitMismatchError: the units have different dimensions, or one of them is not known.
    """
    try:
        return factor_between(unit, wanted)
    except UnitMismatchError:
        if not each:
            raise
        return factor_between(f"{unit}/{each}", wanted)


@lru_cache(maxsize=1024)
def _without_counts(found: str, wanted: str) -> str | None:
    """Return `wanted` without the counts that `found` does not name, or nothing where that leaves the same."""
    try:
        named = {name for name, _ in dimension(found)}
    except UnitMismatchError:
        return None

    def left(match: re.Match[str]) -> str:
        entry = _entry(match.group())
        is_missing = entry is not None and entry[1] and COUNTS - named >= entry[1].keys()
        return "fraction" if is_missing else match.group()

    rest = _NAME.sub(left, wanted)
    return rest if named and rest != wanted else None


def is_in_table(unit: str) -> bool:
    """Return whether a unit is known without asking pint."""
    return _by_table(_plain(unit)) is not None


def dimension(unit: str) -> Dimension:
    """Return the powers of the base dimensions that a unit has, in order of name.

    Raises:
        UnitMismatchError: the unit is not known.
    """
    return _read(unit, unit, unit)[1]


def counts_bytes(unit: str) -> bool:
    """Return whether a unit counts bytes or bits, so that `2B` may be two bytes or two billion."""
    try:
        return any(name == "[information]" and power > 0 for name, power in dimension(unit))
    except UnitMismatchError:
        return False


def is_temperature(unit: str) -> bool:
    """Return whether a unit is one of temperature, so that the `K` of `35 K` is the kelvin and no thousand."""
    try:
        return bool(_DEGREES.fullmatch(unit)) or dimension(unit) == dimension("K")
    except UnitMismatchError:
        return False


def _read(unit: str, found: str, wanted: str) -> tuple[float, Dimension]:
    plain = _plain(unit)
    result = _by_table(plain) or _by_pint(plain)
    if result is None:
        raise UnitMismatchError(found, wanted)
    return result


@lru_cache(maxsize=1024)
def _plain(unit: str) -> str:
    """Return a unit with a chip's name as `GPU`, and a rate times a time as `PFLOP*day/s` where it is `PFLOP/s-day`
    or `PF-day`.
    """
    if unit.isalpha() and unit.isascii():
        return unit.replace("GPUh", "GPU*h") if unit.startswith("GPUh") else unit
    spelled = _CHIP.sub("GPU", unit.replace("\u03bc", "\u00b5").replace("\u00a2", "cent"))
    spelled = _FLOP_DAYS.sub(lambda match: f"{match[1] or 'P'}FLOP/s-{match[2]}", spelled)
    return _RATE_TIMES.sub(r"*\1/s", re.sub(r"\bGPUh(?=rs?\b|\b)", "GPU*h", spelled))


@lru_cache(maxsize=1024)
def _by_table(unit: str) -> tuple[float, Dimension] | None:
    """Return factor and dimension of products and quotients of names in the table, else nothing."""
    factor, powers = 1.0, dict[str, int]()
    numerator, *denominators = unit.replace("\u00b7", "*").split("/")
    for part, sign in [(numerator, 1), *((each, -1) for each in denominators)]:
        if part.strip(" ")[-1:] == "*" or (not part.strip() and sign == -1):
            return None
        for text in re.split(r"(?<!\*)\*(?!\*)|(?<=[A-Za-z])-(?=[A-Za-z])|\s+", part.strip()):
            if not text or text == "1":
                continue
            atom = _ATOM.fullmatch(text)
            entry = _entry(atom[1]) if atom else None
            if atom is None or entry is None:
                return None
            power = int(atom[2] or 1) * sign
            factor *= entry[0] ** power
            for name, count in entry[1].items():
                powers[name] = powers.get(name, 0) + count * power
    return factor, _dimension(powers)


def _entry(name: str) -> tuple[float, dict[str, int]] | None:
    return TABLE.get(name) or (TABLE.get(name[:-1]) if name.endswith("s") and len(name) > 3 else None)


def _dimension(powers: dict[str, int]) -> Dimension:
    return tuple(sorted((name, power) for name, power in powers.items() if power))


@lru_cache(maxsize=1024)
def _by_pint(unit: str) -> tuple[float, Dimension] | None:
    # An expression such as m**9**9**9 would be computed to the end: powers are one digit, and nothing else is.
    rest = _POWER_OF.sub("", unit.removeprefix("1"))
    if _MISLEADING.search(unit) or not _READABLE.fullmatch(unit) or re.search(r"\d|\*\*|\^", rest):
        return None
    registry, failures = _registry()
    text = re.sub(r"(?<=[A-Za-z])-(?=[A-Za-z])", " * ", ("1" if unit.startswith("/") else "") + unit)
    text = re.sub(r"/\s*([A-Za-z$]+ \* [A-Za-z$]+)", r"/(\1)", text)
    try:
        quantity = registry.parse_expression(text.replace("$", "USD"))
        base = quantity.to_base_units()
        powers = dict(base.dimensionality.items())
        has_offset = (quantity * 0).to_base_units().magnitude != 0
        if has_offset or any(power != int(power) for power in powers.values()):
            return None
        return float(base.magnitude), _dimension({name: int(power) for name, power in powers.items()})
    except failures:
        return None


@cache
def _registry() -> tuple[Any, tuple[type[Exception], ...]]:
    """Return pint's registry with the units of the field, and what it may raise on a text that is no unit."""
    import pint

    registry: Any = pint.UnitRegistry()
    for definition in DEFINITIONS:
        registry.define(definition)
    # pint keeps what it worked out for its own `bit` and `byte` before ours replaced them.
    registry._build_cache()
    # The last four are what its parser says of a text that breaks off, such as `B/` and `B/(`.
    expected = (pint.PintError, AttributeError, TypeError, ValueError, ArithmeticError, KeyError, SyntaxError)
    return registry, (*expected, AssertionError, IndexError, RecursionError, TokenError)

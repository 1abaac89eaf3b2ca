"""How a text is written as an entry of a list: plain, unless YAML 1.1 or YAML 1.2 would read it otherwise."""

import re

import yaml

_WORDS = frozenset(
    ["", "~", "<<", "="]
    + [
        form
        for word in ("null", "true", "false", "yes", "no", "on", "off", "y", "n")
        for form in (word, word.capitalize(), word.upper())
    ]
)
_NUMBER_OF_1_2 = (
    r"[-+]?(?:0o[0-7_]+|0x[0-9a-fA-F_]+|(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"
    r"|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
)
_NUMBERS_OF_1_1 = yaml.SafeLoader.yaml_implicit_resolvers
_BEGINS_NUMBER = frozenset("+-.0123456789")
_INDICATORS = frozenset(",[]{}#&*!|>'\"%@`")
_UNFIT = r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"


def is_plain_text(value: str) -> bool:
    """Return whether YAML 1.1 and YAML 1.2 both read the plain scalar `value` as text."""
    if value in _WORDS:
        return False
    first = value[0]
    if first not in _BEGINS_NUMBER:
        return True
    # Patterns are compiled when first needed: a cold start has no time for those that it does not use.
    if re.fullmatch(_NUMBER_OF_1_2, value):
        return False
    return not any(pattern.match(value) for _, pattern in _NUMBERS_OF_1_1.get(first, ()))


def can_be_plain(value: str) -> bool:
    """Return whether `value` can stand without quotes as an entry of a block list and stays that text."""
    if not is_plain_text(value) or value[0] in _INDICATORS or value[0] == " " or value[-1] in " :":
        return False
    if ": " in value or " #" in value or (not value.isprintable() and re.search(_UNFIT, value)):
        return False
    return value[0] not in "-?:" or value[1:2] not in ("", " ")


def entry_source(value: str) -> str:
    """Return `value` as the source of an entry: plain where it can be, else in double quotes."""
    return value if can_be_plain(value) else quoted(value)


def quoted(value: str) -> str:
    """Return `value` in double quotes on one line."""
    return '"' + "".join(map(_escaped, value)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character == "\n":
        return "\\n"
    if character == "\t":
        return "\\t"
    code = ord(character)
    if character == " " or (character.isprintable() and code != 0xFEFF):
        return character
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"

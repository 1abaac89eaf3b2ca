"""Values as JSON that no reader of it can mistake for markup or for the end of a script."""

from json import JSONEncoder

import msgspec

_encode_quickly = msgspec.json.Encoder().encode
_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_WRITTEN = tuple(
    (character.encode(), f"\\u{ord(character):04x}".encode()) for character in ("<", "\u2028", "\u2029")
)


def json_bytes(value: object) -> bytes:
    """Return `value` as JSON on one line in UTF-8, with `<` and the separators of Unicode lines escaped.

    Half of a pair of surrogates, which UTF-8 cannot hold, becomes a question mark.
    """
    try:
        data = _encode_quickly(value)
    except UnicodeEncodeError:
        data = _encode(value).encode("utf-8", "replace")
    for character, written in _WRITTEN:
        data = data.replace(character, written)
    return data


def script_data(name: str, value: object) -> bytes:
    """Return a classic script that sets `teleo.<name>`; no text in it can end the script."""
    return b"(self.teleo=self.teleo||{}).%s=%s;\n" % (name.encode(), json_bytes(value))


def script_shard(name: str, number: int, value: object) -> bytes:
    """Return a classic script that sets `teleo.<name>[number]`."""
    at = name.encode()
    return b"((self.teleo=self.teleo||{}).%s=teleo.%s||[])[%d]=%s;\n" % (at, at, number, json_bytes(value))

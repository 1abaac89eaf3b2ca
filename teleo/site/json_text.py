"""Values as JSON that no reader of it can mistake for markup or for the end of a script."""

from json import JSONEncoder

_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_WRITTEN = (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def json_text(value: object) -> str:
    """Return `value` as JSON on one line, with `<` and the separators of Unicode lines escaped."""
    text = _encode(value)
    for character, written in _WRITTEN:
        text = text.replace(character, written)
    return text


def script_data(name: str, value: object) -> bytes:
    """Return a classic script that sets `teleo.<name>`; no text in it can end the script."""
    return f"(self.teleo=self.teleo||{{}}).{name}={json_text(value)};\n".encode("utf-8", "replace")


def script_shard(name: str, number: int, value: object) -> bytes:
    """Return a classic script that sets `teleo.<name>[number]`."""
    script = f"((self.teleo=self.teleo||{{}}).{name}=teleo.{name}||[])[{number}]={json_text(value)};\n"
    return script.encode("utf-8", "replace")

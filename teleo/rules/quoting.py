"""Puts what a note says into a message."""


def quoted(text: str, room: int = 120) -> str:
    """Return `text` in quotes on one line, cut to `room` characters, with what cannot be seen escaped."""
    plain = " ".join(text.split())
    return repr(plain if len(plain) <= room else f"{plain[: room - 1]}…")

"""The typed errors of reading and evaluating quantities: each says what was written and a way out."""

from teleo.errors import TeleoError


class ValueTextError(TeleoError):
    """A text is no value: not a number, an ambiguous range, an interval backwards."""

    def __init__(self, text: str, problem: str) -> None:
        super().__init__(f"{_cut(text)!r} {problem}")
        self.text = text
        self.problem = problem


BYTES_OR_BILLIONS = "B, for bytes or billions"
"""What a bare `B` is given in where bytes are wanted."""


class UnitMismatchError(TeleoError):
    """A value has a unit that does not convert to the one that is wanted."""

    def __init__(self, found: str, wanted: str) -> None:
        super().__init__(
            f"is given in {_cut(found)!r}; write it in {wanted or 'no unit'!r} or what converts to it"
        )
        self.found = found
        self.wanted = wanted


def _cut(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "..."

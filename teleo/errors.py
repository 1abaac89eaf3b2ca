"""The base of every exception that teleo raises, and those that several rooms share."""


class TeleoError(Exception):
    """Something that stops the work; its message says what, where and what to do."""


class MissingExtraError(TeleoError):
    """A command needs a library that the core install leaves out."""

    def __init__(self, purpose: str, extra: str) -> None:
        super().__init__(
            f"{purpose} needs the extra {extra!r}; install it with: pip install 'teleo[{extra}]'"
        )
        self.purpose = purpose
        self.extra = extra

"""A line on the terminal that tells how far long work is."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress_line(verb: str) -> Iterator[Callable[[int, int], None] | None]:
    """Yield what shows `verb`, how much is done, the rate and the time left; `None` where no line can be shown anew."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    started = time.monotonic()

    def show(done: int, total: int) -> None:
        rate = done / max(time.monotonic() - started, 1e-6)
        left = round((total - done) / rate) if rate else 0
        click.echo(
            f"\r{verb} {done}/{total}, {rate:.0f} a second, {_clock(left)} left\033[K", nl=False, err=True
        )

    try:
        yield show
    finally:
        click.echo("\r\033[K", nl=False, err=True)


def said_once(sentence: str, least: int) -> Callable[[int, int], None]:
    """Return what says a sentence about the total on stderr before work of `least` pieces or more, and then nothing."""
    is_said = False

    def say(_: int, total: int) -> None:
        nonlocal is_said
        if not is_said and total >= least:
            click.echo(f"teleo: {sentence.format(total)}", err=True)
        is_said = True

    return say


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"

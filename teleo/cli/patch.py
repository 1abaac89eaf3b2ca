"""Prints a patch: to a program as it is, on a terminal with colours and so that nothing in it moves the cursor."""

import os
import sys
from collections.abc import Iterable

import click

from teleo.cli.formatted import shown

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def print_patch(lines: Iterable[str]) -> None:
    """Print the lines of a patch, each with its end."""
    # `click.echo` would take from a patch in a pipe what looks like a colour, and the patch would not apply.
    if not sys.stdout.isatty():
        sys.stdout.writelines(lines)
        return
    colour = False if os.environ.get("NO_COLOR") else None
    for line in lines:
        text = "\n".join(map(shown, line.removesuffix("\n").removesuffix("\r").split("\n")))
        click.secho(text, fg=_COLOURS.get(line[:1]), color=colour)

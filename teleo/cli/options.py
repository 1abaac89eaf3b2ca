"""The options that commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from teleo.cli.paths import GivenPath
from teleo.vault.discover import find_root

Command = TypeVar("Command", bound=Callable[..., Any])


def vault_option(command: Command) -> Command:
    """Add `--vault DIR`; the command receives the folder found as `vault`."""
    return click.option(
        "--vault",
        metavar="DIR",
        type=GivenPath(),
        callback=lambda ctx, param, value: find_root(value, Path.cwd()),
        help="The vault [default: nearest parent with teleo.toml, else ./vault].",
    )(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Add `--format`; the first of `formats` is the default."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to print the result.",
    )

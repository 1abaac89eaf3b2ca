"""Where a command's result goes: to standard output, or into the file that was named."""

from pathlib import Path

import click

from teleo.vault.writer import ANY_CONTENT, write_file


def write_text(text: str, output: Path | None) -> None:
    """Write a text to a file; to standard output where none is named, or where it is `-`.

    Raises:
        WriteRefusedError: the file cannot be written.
    """
    if output is None or str(output) == "-":
        click.echo(text, nl=False)
    else:
        write_file(output, text.encode(), ANY_CONTENT)

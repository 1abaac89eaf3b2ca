"""`teleo new`: write a note from a template."""

import json
import os
import sys
from datetime import date
from pathlib import Path

import click

from teleo.cli.drafting import Draft, draft, write_draft
from teleo.cli.linking import similarities_to
from teleo.cli.options import format_option, vault_option
from teleo.model import NoteType
from teleo.report.visible import visible
from teleo.vault.kept import kept_vault

_TYPES = tuple(kind.value for kind in NoteType if kind is not NoteType.NOTE)


@click.command()
@click.argument("title", nargs=-1, required=True)
@vault_option
@click.option(
    "--type", "kind", type=click.Choice(_TYPES), default="claim", show_default=True, help="The type."
)
@click.option("--domain", default="", help="The domain [default: that of most notes in the folder].")
@click.option(
    "--in", "folder", metavar="FOLDER", help="The folder below the vault [default: that of most such notes]."
)
@click.option("--words", "words_only", is_flag=True, help="Compare words alone, without loading the model.")
@click.option("--edit/--no-edit", default=True, help="Open $EDITOR on a terminal.")
@format_option("text", "json")
def new(
    title: tuple[str, ...],
    vault: Path,
    kind: str,
    domain: str,
    folder: str | None,
    words_only: bool,
    edit: bool,
    output_format: str,
) -> None:
    """Write a note named TITLE from the template of its type.

    A claim's title is a sentence that could be wrong; a label is refused. Notes that may say the same are
    named on stderr, and those that may be related stand in the note for you to choose from: by words, and by
    meaning in a vault that was embedded, which loads the model.
    """
    read = kept_vault(vault)
    text = " ".join(title)
    meaning = None if words_only else similarities_to(read, text)
    made = draft(read, text, NoteType(kind), domain, folder, date.today(), meaning)
    path = write_draft(read, made)
    _warn(made)
    if output_format == "json":
        facts = {
            "id": made.path.removesuffix(".md"),
            "path": made.path,
            "alike": made.alike,
            "related": made.related,
        }
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo(_shown(path, vault))
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if (
        edit
        and is_terminal
        and output_format == "text"
        and (os.environ.get("VISUAL") or os.environ.get("EDITOR"))
    ):
        click.edit(filename=os.fspath(path))


def _shown(path: Path, vault: Path) -> str:
    """Return the path from the working folder; as the vault was given, where neither holds the other."""
    here = Path.cwd()
    root = here / vault
    is_near = root.resolve().is_relative_to(here) or here.is_relative_to(root.resolve())
    return os.path.relpath(path) if is_near else os.fspath(path)


def _warn(made: Draft) -> None:
    for title in made.alike:
        click.echo(f"teleo: perhaps a note says the same: {visible(title)}", err=True)

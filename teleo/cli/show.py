"""`teleo show`: one note in the terminal."""

import json
from pathlib import Path

import click

from teleo.cli.comparing import numbers_of
from teleo.cli.naming import note_named
from teleo.cli.options import format_option, vault_option
from teleo.graph.portrait import portrait
from teleo.pipeline import argued
from teleo.report.portrait_page import portrait_data, portrait_text
from teleo.vault.git import GitError
from teleo.vault.history import Commit, commits_of, is_in_git
from teleo.vault.kept import kept_vault

_COMMITS = 5


@click.command()
@click.argument("note")
@vault_option
@format_option("text", "json")
def show(note: str, vault: Path, output_format: str) -> None:
    """Show one note with its edges and numbers.

    NOTE is a path, a title, an alias, a slug, or the beginning of a title. Prints its rating and effective
    rating with the reason, its edges by relation, challenges with their responses, quantities, and last
    commits.
    """
    read = kept_vault(vault)
    note_id = note_named(read, note)
    graph, quantities = argued(read)
    one = portrait(graph, note_id, read.config.confidence.base)
    numbers = numbers_of(quantities).get(note_id, {})
    commits = _commits(vault, one.note.path)
    if output_format == "json":
        click.echo(json.dumps(portrait_data(one, numbers, commits), ensure_ascii=False, indent=1))
    else:
        click.echo(portrait_text(graph, one, numbers, commits), nl=False)


def _commits(vault: Path, path: str) -> tuple[Commit, ...]:
    """Return the last commits of a note; none where git cannot tell, since the note can be shown without them."""
    try:
        return commits_of(vault, path, _COMMITS) if is_in_git(vault) else ()
    except GitError:
        return ()

"""`teleo ls`: the notes that a selector names."""

import json
from pathlib import Path

import click

from teleo.cli.options import format_option, vault_option
from teleo.cli.selecting import choose, say_when_none, selection_options
from teleo.report.visible import visible


@click.command()
@vault_option
@selection_options
@format_option("text", "json")
def ls(
    vault: Path, selectors: tuple[str, ...], exclude: tuple[str, ...], since: str, output_format: str
) -> None:
    """List the ids of the notes that SELECTOR names, one a line; without one, of all notes.

    A space joins, a comma intersects. A term is a note, by title, path or slug, or one of domain:, type:,
    confidence:, effective:, status:, path:, state:. `+a` takes the premises of a along, `a+` its
    dependents, `2+a+1` so many steps of each, `@a` its dependents and all that these rest on.

    \b
    teleo ls 'domain:ai-compute,confidence:likely'
    teleo ls +training-compute-grows-fourfold
    teleo ls 'state:modified+' --since main
    """  # noqa: D301  (click wants the control character)
    chosen = choose(vault, selectors, exclude, since)
    if output_format == "json":
        notes = [chosen.vault.by_id[note_id] for note_id in chosen.ids]
        rows = [
            {
                "id": note.id,
                "title": note.title,
                "type": note.type.value,
                "confidence": note.confidence.word if note.confidence is not None else None,
                "domain": note.domain,
                "path": note.path,
            }
            for note in notes
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for note_id in chosen.ids:
            click.echo(visible(note_id))
    say_when_none(chosen)

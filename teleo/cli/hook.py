"""`teleo hook`: the merge driver and the pre-commit hook of a clone."""

import json
from pathlib import Path

import click

from teleo.cli.formatted import shown
from teleo.cli.options import format_option, vault_option
from teleo.config import read_config
from teleo.formatting.clone import ATTRIBUTE, State, Status, install, status_of, top_of, uninstall
from teleo.formatting.staged import StagedNote, format_staged
from teleo.model import Lines
from teleo.vault.discover import note_filter

_PARTS = {
    "driver": "merge driver in .git/config",
    "attributes": f"`{ATTRIBUTE}` in .gitattributes",
    "hook": "pre-commit hook",
}


@click.group()
def hook() -> None:
    """Set up git hooks and the merge driver.

    They belong to this clone: git shares neither its configuration nor its hooks.
    """


@hook.command("install")
@vault_option
@format_option("text", "json")
@click.pass_context
def install_hook(ctx: click.Context, vault: Path, output_format: str) -> None:
    """Set up the merge driver, .gitattributes and the pre-commit hook of this clone.

    A pre-commit hook that is there already is kept; add `teleo hook run` to it. So is a folder of hooks
    outside this clone, as `core.hooksPath` may name.

    Exits 0 when all is set up, 1 when a hook of yours was kept, 2 when the vault is in no repository.
    """
    status = install(vault)
    _print(status, output_format)
    if status.hook is State.OTHER:
        click.echo(
            f"{status.hook_path} is yours and was left as it is; add the line `teleo hook run` to it",
            err=True,
        )
    ctx.exit(0 if status.is_complete else 1)


@hook.command("status")
@vault_option
@format_option("text", "json")
@click.pass_context
def show_status(ctx: click.Context, vault: Path, output_format: str) -> None:
    """Say what is set up in this clone.

    Exits 0 when all is, 1 when something is not.
    """
    status = status_of(vault)
    _print(status, output_format)
    ctx.exit(0 if status.is_complete else 1)


@hook.command("uninstall")
@vault_option
@format_option("text", "json")
def uninstall_hook(vault: Path, output_format: str) -> None:
    """Take away what `install` set up, and nothing else."""
    _print(uninstall(vault), output_format)


@hook.command("run")
@vault_option
@click.pass_context
def run_hook(ctx: click.Context, vault: Path) -> None:
    """Format the staged notes; git calls this before a commit.

    The staged text is formatted, and the file in the work tree with it only where the two are equal, so that
    a partly staged note stays partly staged.

    Exits 0 when the commit may go on, 1 when a note is refused or the commit has to be given again.
    """
    top = top_of(vault)
    below = vault.resolve().relative_to(top.resolve()).as_posix()
    outcome = format_staged(top, below, note_filter(read_config(vault), vault))
    for note in outcome.refused:
        _print_refusals(note)
    untouched = {each.path for each in outcome.untouched}
    for each in outcome.untouched:
        done = "cannot format" if outcome.is_partial else "formatted the staged"
        click.echo(shown(f"teleo: {done} {each.path}; its file {each.reason}"), err=True)
    if outcome.is_partial and outcome.formatted:
        names = ", ".join(note.path for note in outcome.formatted if note.path not in untouched)
        if names:
            click.echo(shown(f"teleo: formatted {names}; give the commit again"), err=True)
        ctx.exit(1)
    ctx.exit(1 if outcome.refused else 0)


def _print(status: Status, output_format: str) -> None:
    states = {"driver": status.driver, "attributes": status.attributes, "hook": status.hook}
    if output_format == "json":
        click.echo(json.dumps(states, indent=2))
        return
    for name, state in states.items():
        click.echo(f"{state.value:9}  {_PARTS[name]}")


def _print_refusals(note: StagedNote) -> None:
    lines = Lines(note.before.decode("utf-8-sig", "replace"))
    for refusal in note.refusals:
        line, column = lines.position(refusal.span.start)
        click.echo(shown(f"{note.path}:{line}:{column}: {refusal.code} {refusal.message}"), err=True)

"""`teleo fmt`: canonical frontmatter."""

import sys
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

import click

from teleo.cli.formatted import Tally, print_name, print_problems, shown, warn_of_slowness
from teleo.cli.paths import GivenPath
from teleo.formatting.files import FileOutcome, each_once, format_files, outcome_of, write_outcome
from teleo.formatting.formatter import FormattedBytes, format_bytes


@click.command()
@click.argument("paths", nargs=-1, type=GivenPath(allow_dash=True))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print the changes and exit 1 when there are any.")
@click.option("--repair", is_flag=True, help="Mend entries that YAML misreads as well.")
@click.option("--stdin-filename", metavar="PATH", default="-", help="The name to report for `-`.")
@click.option(
    "--vault",
    metavar="DIR",
    type=GivenPath(),
    help="The vault to format when no PATHS are given.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the result.",
)
@click.pass_context
def fmt(
    ctx: click.Context,
    paths: tuple[Path, ...],
    check: bool,
    diff: bool,
    repair: bool,
    stdin_filename: str,
    vault: Path | None,
    output_format: str,
) -> None:
    """Put frontmatter into its canonical form.

    PATHS are files, folders, or `-` for standard input; without any, the whole vault is formatted. Only the
    lines of lists change, never a value and never a byte of a body.

    Exits 0 when all is canonical or was made so, 1 when --check or --diff found a file to change, 2 when a
    file was refused or passed over, or could not be read or written.
    """
    warn_of_slowness()
    form = _repair(paths, vault) if repair else format_bytes
    is_dry = check or diff
    if Path("-") in paths and len(paths) > 1:
        raise click.UsageError("give `-` alone: standard input is formatted to standard output")
    if paths == (Path("-"),):
        if output_format == "json" and not is_dry:
            raise click.UsageError("`-` prints the note itself; give --check with --format json")
        outcome = outcome_of(stdin_filename, sys.stdin.buffer.read(), form)
        if output_format == "text":
            ctx.exit(_format_stdin(outcome, is_dry=is_dry, diff=diff))
        ctx.exit(_report([outcome], Tally(), output_format, is_dry=is_dry, diff=diff))
    files, passed_over = _selected(paths, vault)
    outcomes = format_files(files, form, write=not is_dry and not (repair and _is_terminal()))
    if repair and not is_dry and _is_terminal():
        outcomes = map(_written_after_a_look, outcomes)
    tally = Tally(_vault(vault) if output_format == "json" and not paths else None)
    every = chain(passed_over, outcomes)
    ctx.exit(_report(every, tally, output_format, is_dry=is_dry, diff=diff))


def _report(
    outcomes: Iterable[FileOutcome], tally: Tally, output_format: str, *, is_dry: bool, diff: bool
) -> int:
    """Print what files came to, each as it comes or all as JSON, and return the exit code."""
    for outcome in outcomes:
        tally.add(outcome)
        if output_format == "text":
            _print_outcome(outcome, is_dry=is_dry, diff=diff)
    if output_format == "json":
        # Loaded when asked for: a git hook has 90 ms in all, and this takes three.
        import json

        click.echo(json.dumps(tally.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(tally.summary(is_dry=is_dry), err=True)
    return 2 if tally.refused else int(is_dry and bool(tally.changed))


def _format_stdin(outcome: FileOutcome, *, is_dry: bool, diff: bool) -> int:
    """Print what standard input came to, and return the exit code."""
    print_problems(outcome)
    if outcome.refusals:
        return 2
    if diff:
        _print_difference(outcome)
    elif not is_dry:
        sys.stdout.buffer.write(outcome.after)
    return int(is_dry and outcome.is_changed)


def _repair(paths: tuple[Path, ...], vault: Path | None) -> Callable[[bytes], FormattedBytes]:
    """Return what repairs a file, the edge fields of the vault's settings included."""
    # Loaded when asked for: a git hook has 90 ms in all.
    from teleo.formatting.repair import repair_bytes
    from teleo.formatting.selection import own_edge_fields

    own = own_edge_fields(vault or next(iter(paths), Path()))
    return lambda raw: repair_bytes(raw, own)


def _selected(
    paths: tuple[Path, ...], vault: Path | None
) -> tuple[tuple[Path, ...], tuple[FileOutcome, ...]]:
    """Return the files to format, those given and the notes of the folders given, and what was passed over."""
    if paths and not any(path.is_dir() for path in paths):
        return each_once(paths), ()
    # Loaded for folders alone, with the settings that say which files are notes.
    from teleo.formatting.selection import Selected, notes_below, notes_of_vault

    parts = [notes_below(path) if path.is_dir() else Selected((path,)) for path in paths]
    every = parts or [notes_of_vault(vault)]
    files = each_once(path for part in every for path in part.paths)
    passed_over = dict.fromkeys(outcome for part in every for outcome in part.passed_over)
    return files, tuple(passed_over)


def _vault(given: Path | None) -> Path:
    from teleo.vault.discover import find_root

    return find_root(given, Path.cwd())


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _written_after_a_look(outcome: FileOutcome) -> FileOutcome:
    """Show what a repair would change, and write it if the answer is yes."""
    if not outcome.is_changed:
        return outcome
    _print_difference(outcome)
    if click.confirm(f"Write this to {shown(outcome.name)}?"):
        return write_outcome(outcome)
    return FileOutcome(outcome.name, outcome.before, outcome.before)


def _print_outcome(outcome: FileOutcome, *, is_dry: bool, diff: bool) -> None:
    print_problems(outcome)
    if outcome.is_changed and diff:
        _print_difference(outcome)
    elif outcome.is_changed:
        print_name("would reformat" if is_dry else "reformatted", outcome)


def _print_difference(outcome: FileOutcome) -> None:
    # Loaded when asked for, as all that follows the common case.
    from teleo.cli.patch import print_patch
    from teleo.formatting.difference import difference

    print_patch(difference(outcome.name, outcome.before, outcome.after))

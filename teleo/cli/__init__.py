"""The command line: a lazy table of commands, one file each."""

import atexit
import errno
import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

import click

from teleo import __version__
from teleo.errors import TeleoError

COMMANDS: dict[str, dict[str, str]] = {
    "Write": {
        "new": "Write a note from the template of its type.",
        "fmt": "Put frontmatter into its canonical form.",
    },
    "Check": {
        "check": "Check notes against the schemas and the rules.",
        "rule": "Show the page of a rule.",
        "audit": "Say what the graph knows about the vault.",
    },
    "Look": {
        "ls": "List the notes that a selector names.",
        "show": "Show one note with its edges and numbers.",
        "impact": "Show what rests on a note.",
        "diff": "Show what changed in meaning since a revision.",
        "review": "Write a review packet for a pull request.",
        "contributors": "Say who did what.",
    },
    "Numbers": {
        "calc": "List, show and run calculators.",
        "recompute": "Recompute the numbers that notes state.",
    },
    "Links": {
        "embed": "Embed the texts that are not in the cache.",
        "related": "Rank the notes related to a note.",
        "search": "Search the vault by words and meaning.",
        "duplicates": "Find notes that say the same.",
        "reweave": "Propose edges between notes that are not linked.",
    },
    "Publish": {
        "graph": "Write the graph in a format of your choice.",
        "build": "Build the site.",
        "serve": "Serve the site and rebuild it on change.",
        "demo": "Check, recompute, link and build the bundled vault.",
    },
    "Editor and git": {
        "lsp": "Run the language server.",
        "hook": "Set up git hooks and the merge driver.",
        "merge-driver": "Merge three versions of a note for git.",
        "merge-file": "Merge three versions of a note by hand.",
    },
}
"""Each command by the group it is listed under; the line is the short of its help, so that listing imports
no command."""


class LazyCommands(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return [name for group in COMMANDS.values() for name in group]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command object of `cmd_name`, or `None`."""
        if cmd_name not in self.list_commands(ctx):
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"teleo.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table, group by group."""
        for group, commands in COMMANDS.items():
            with formatter.section(group):
                formatter.write_dl(list(commands.items()), col_max=16, col_spacing=2)


@click.group(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="teleo")
def teleo() -> None:
    """Keep a vault of claims honest: check it, link it, recompute it, publish it."""


def main() -> None:
    """Run the command line; every failure ends with a sentence and exit status 2."""
    # A command makes many objects and few cycles: collecting seldom saves a fifth of the time.
    gc.set_threshold(200_000, 50, 100)
    # What is left at the end goes with the process: looking through it for cycles would take as long again.
    atexit.register(gc.freeze)
    _open_what_is_closed()
    try:
        # Outside its standalone mode click returns the status that a command asked to exit with.
        status = teleo(prog_name="teleo", standalone_mode=False)
        # What is left in the buffer fails here, where it can be said, and not while Python ends.
        sys.stdout.flush()
        if isinstance(status, int) and status:
            sys.exit(status)
    except click.Abort:
        click.echo("teleo: interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except TeleoError as error:
        click.echo(_safe(f"teleo: {error}"), err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The status is click's own for a reader that went away.
        _drop_output()
        sys.exit(1)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG):
            _end_with_fault(error)
        _drop_output()
        click.echo(f"teleo: cannot write: {error.strerror}; make room and run again", err=True)
        sys.exit(2)
    except Exception as error:
        _end_with_fault(error)


def _safe(text: str) -> str:
    """Return lines that are safe to print, whatever the names in them hold."""
    if all(line.isprintable() for line in text.split("\n")):
        return text
    # Loaded when needed: the room of reports is more than a start can afford.
    from teleo.report.visible import visible

    return "\n".join(map(visible, text.split("\n")))


def _open_what_is_closed() -> None:
    """Give each standard stream that the caller closed a place to go to, which is nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _drop_output() -> None:
    """Point stdout elsewhere, as its reader went away or its disk is full, so that closing it says nothing."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _end_with_fault(error: Exception) -> NoReturn:
    if os.environ.get("TELEO_DEBUG"):
        raise error
    click.echo(
        f"teleo: a fault of teleo itself: {type(error).__name__}: {error}\n"
        "Run again with TELEO_DEBUG=1 for the traceback and report it.",
        err=True,
    )
    sys.exit(2)

"""The command line as click knows it: the table of commands, each imported when it is called."""

import os
from importlib import import_module

import click

from teleo import __version__
from teleo.cli import COMMANDS


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


def run() -> int:
    """Run the command that the arguments name and return the status it asked for."""
    try:
        # Outside its standalone mode click returns the status that a command asked to exit with.
        # A dumb terminal, as within Emacs, shows the signs of colours as text; `None` leaves the choice to click.
        colour = False if os.environ.get("TERM") == "dumb" else None
        status = teleo(prog_name="teleo", standalone_mode=False, color=colour)
    except click.Abort:
        click.echo("teleo: interrupted", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    return status if isinstance(status, int) else 0

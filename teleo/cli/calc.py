"""`teleo calc`: a lazy table of what can be done with calculators."""

from importlib import import_module

import click

COMMANDS: dict[str, str] = {
    "list": "List the calculators, or those of one FAMILY such as `shift`.",
    "show": "Show the formula, the inputs, the limits and the literature of NAME, and who uses it.",
    "run": "Run NAME on inputs: numbers, or intervals such as `growth_ratio='2 to 5'`.",
}
"""Each command with the first line of its help: listing must not load numpy, running must not load a vault."""


class CalcCommands(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command object of `cmd_name`, or `None`."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"teleo.cli.calc_{cmd_name}"), f"calc_{cmd_name}")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()), col_max=16, col_spacing=2)


@click.group(cls=CalcCommands, context_settings={"help_option_names": ["-h", "--help"]})
def calc() -> None:
    """List, show and run calculators."""

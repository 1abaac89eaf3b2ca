"""`teleo check`: hold notes against the schemas and the rules."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from teleo.cli.checking import Check, Checked, diff, exit_status, find_check, mend
from teleo.cli.options import format_option
from teleo.cli.patch import print_patch
from teleo.cli.paths import GivenPath
from teleo.cli.watching import watch
from teleo.errors import TeleoError
from teleo.report import Findings, github_report, json_report, sarif_report, statistics_report, text_report
from teleo.report.page import counted
from teleo.report.visible import visible
from teleo.rules.fixing import Fixed, write_fixed

_REPORTS: dict[str, Callable[[Findings], str]] = {
    "json": json_report,
    "sarif": sarif_report,
    "github": github_report,
}


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=GivenPath())
@click.option(
    "--vault",
    metavar="DIR",
    type=GivenPath(),
    help="The vault [default: nearest parent with teleo.toml, else ./vault].",
)
@click.option("--select", metavar="CODES", multiple=True, help="Run only these rules, such as SC,LK501.")
@click.option("--ignore", metavar="CODES", multiple=True, help="Leave these rules out.")
@click.option("--fix", "fixing", is_flag=True, help="Apply the safe fixes and report what is left.")
@click.option("--unsafe-fixes", "unsafe", is_flag=True, help="Apply the other fixes as well.")
@click.option("--diff", "as_diff", is_flag=True, help="Print the fixes as a patch and write nothing.")
@click.option(
    "--baseline",
    metavar="FILE",
    type=GivenPath(dir_okay=False),
    help="Leave out what FILE records; when there is no FILE, record all that is found.",
)
@click.option("--statistics", is_flag=True, help="Count what each rule found.")
@click.option("--watch", "watching", is_flag=True, help="Check again after each change, until Ctrl-C.")
@click.option("--strict", is_flag=True, help="Exit 1 on warnings too.")
@format_option("text", "json", "sarif", "github")
def check(
    paths: tuple[Path, ...],
    vault: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fixing: bool,
    unsafe: bool,
    as_diff: bool,
    baseline: Path | None,
    statistics: bool,
    watching: bool,
    strict: bool,
    output_format: str,
) -> None:
    """Check the notes under PATHS, or the whole vault, against the schemas and the rules.

    Exits 0 when no rule found an error, 1 when one did (or, with --diff, when there is something to fix),
    2 when the check could not run.
    """
    root, below = find_check(paths, vault)
    request = Check(root, below, _codes(select), _codes(ignore), baseline)
    if (as_diff or statistics) and output_format != "text":
        raise click.UsageError(f"--{'diff' if as_diff else 'statistics'} is for --format text")
    if as_diff:
        raise click.exceptions.Exit(_print_diff(replace(request, records=False), unsafe=unsafe))

    def run() -> int:
        checked = _fixed(request, unsafe=unsafe) if fixing or unsafe else request.run()
        if checked.recorded is not None:
            click.echo(
                f"recorded {counted(checked.recorded, 'finding')} in {visible(str(baseline))}", err=True
            )
        _print(checked, output_format, statistics=statistics)
        return exit_status(checked.findings, strict=strict)

    if watching:
        watch(root, lambda: _print_errors(run))
        return
    raise click.exceptions.Exit(run())


def _codes(given: tuple[str, ...]) -> tuple[str, ...]:
    """Options may be repeated or hold several codes parted by commas; case does not count."""
    return tuple(code.strip().upper() for text in given for code in text.split(",") if code.strip())


def _print(checked: Checked, output_format: str, *, statistics: bool) -> None:
    findings = checked.findings
    if output_format != "text":
        click.echo(_REPORTS[output_format](findings), nl=False)
        return
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    listed = statistics_report(findings) if statistics else text_report(findings, colour=colour)
    click.echo(listed, nl=False)


def _fixed(request: Check, *, unsafe: bool) -> Checked:
    # What is to be recorded is mended first.
    mended = mend(replace(request, records=False), unsafe=unsafe)
    write_fixed(mended.before, mended.fixed)
    click.echo(f"applied {_extent(mended.fixed)}", err=True)
    return request.run() if request.begins_baseline else mended.after


def _print_diff(request: Check, *, unsafe: bool) -> int:
    mended = mend(request, unsafe=unsafe)
    print_patch(diff(mended))
    click.echo(f"would apply {_extent(mended.fixed)}", err=True)
    return int(bool(mended.fixed.texts))


def _extent(fixed: Fixed) -> str:
    return f"{counted(fixed.count, 'fix', 'fixes')} in {counted(len(fixed.texts), 'file')}"


def _print_errors(run: Callable[[], int]) -> None:
    """While the vault is watched, a fault in its settings is said and waited out."""
    try:
        click.clear()
        run()
    except TeleoError as error:
        click.echo(f"teleo: {error}", err=True)

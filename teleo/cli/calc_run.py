"""`teleo calc run`: one calculator on numbers or intervals."""

import json
from pathlib import Path
from typing import Any

import click

from teleo.cli.options import format_option
from teleo.cli.paths import GivenPath
from teleo.config import QuantitiesTable, read_config
from teleo.quantities.run import Answer, run
from teleo.quantities.show import range_text, value_text
from teleo.vault.discover import find_root


@click.command("run")
@click.argument("name")
@click.argument("inputs", metavar="[INPUT=VALUE]...", nargs=-1)
@click.option("--defaults", is_flag=True, help="Inputs that are not given take their plausible intervals.")
@click.option("--unit", default="", metavar="UNIT", help="Unit of the result, such as GB.")
@click.option(
    "--samples",
    type=click.IntRange(1, 1_000_000),
    help=f"How many samples stand for an interval [default: {QuantitiesTable().samples}, or what the vault says].",
)
@click.option("--vault", metavar="DIR", type=GivenPath(), help="Whose settings to take.")
@format_option("text", "json")
def calc_run(
    name: str,
    inputs: tuple[str, ...],
    defaults: bool,
    unit: str,
    samples: int | None,
    vault: Path | None,
    output_format: str,
) -> None:
    """Run NAME on inputs: numbers, or intervals such as `growth_ratio='2 to 5'`.

    \b
    teleo calc run quant.compression bits_from=16 bits_to=3
    teleo calc run mem.weights params='40B to 70B' bits=4.25 overhead='2 GB to 4 GB' --unit GB
    """  # noqa: D301  (click wants the control character)
    settings = QuantitiesTable() if vault is None else read_config(find_root(vault, Path.cwd())).quantities
    ran = run(name, _pairs(inputs), samples or settings.samples, unit=unit, defaults=defaults)
    if output_format == "json":
        found: Any = {answer.name: answer.as_json() for answer in ran.answers}
        click.echo(json.dumps(found if len(ran.answers) > 1 else ran.answers[0].as_json(), indent=2))
    else:
        for answer in ran.answers:
            click.echo(f"{answer.name}: {_text(answer)}")
    for caution in ran.cautions:
        click.echo(caution, err=output_format == "json")


def _text(answer: Answer) -> str:
    if isinstance(answer.value, str):
        return answer.value
    if answer.value is None or answer.low is None or answer.high is None:
        numbers = [value_text(number, answer.unit) for number in answer.numbers]
        pairs = zip(answer.items, numbers, strict=True) if numbers else ((item,) for item in answer.items)
        return ", ".join(" ".join(pair) for pair in pairs) or "none"
    text = value_text(answer.value, answer.unit)
    if answer.low == answer.high:
        return text
    return f"{text} (90%: {range_text(answer.low, answer.high, answer.unit)})"


def _pairs(inputs: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in inputs:
        key, sign, value = text.partition("=")
        if not sign:
            raise click.UsageError(f"{text!r} is no input; write it as name=value")
        if key.strip() in pairs:
            raise click.UsageError(f"{key.strip()} is given twice")
        pairs[key.strip()] = value.strip()
    return pairs

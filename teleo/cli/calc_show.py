"""`teleo calc show`: all that is known of one calculator."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from teleo.calculators import Calculator, Input, calculator
from teleo.cli.options import format_option
from teleo.cli.paths import GivenPath
from teleo.quantities.uses import quantities_using
from teleo.report.visible import visible
from teleo.vault.discover import VaultNotFoundError, find_root
from teleo.vault.kept import kept_vault


@click.command("show")
@click.argument("name")
@click.option("--vault", metavar="DIR", type=GivenPath(), help="Whose claims to look for.")
@format_option("text", "json")
def calc_show(name: str, vault: Path | None, output_format: str) -> None:
    """Show the formula, the inputs, the limits and the literature of NAME, and who uses it."""
    found = calculator(name)
    users = _users(found, vault)
    if output_format == "json":
        click.echo(json.dumps(_described(found, users), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_page(found, users)))


def _users(found: Calculator, vault: Path | None) -> list[str]:
    """Return the quantities of the vault, if there is one, that use a calculator."""
    try:
        root = find_root(vault, Path.cwd())
    except VaultNotFoundError:
        if vault is not None:
            raise
        return []
    return quantities_using(found.name, kept_vault(root))


def _page(found: Calculator, users: list[str]) -> list[str]:
    lines = [f"{found.name}  (version {found.version})", found.purpose + ".", ""]
    formula = _formula(found)
    lines += [f"Formula: {formula}", ""] if formula else []
    lines.append("Inputs:")
    width = max(len(entry.name) for entry in found.inputs)
    for entry in found.inputs:
        unit = f" [{entry.unit}]" if entry.unit else ""
        lines.append(f"  {entry.name:<{width}}  {entry.purpose}{unit}")
        lines += [f"  {'':<{width}}  {each}" for each in _details(entry)]
    lines += ["", "Outputs:"]
    for output in found.outputs:
        unit = f" [{output.unit}]" if output.unit else ""
        lines.append(f"  {output.name}  {output.purpose}{unit}")
    conditions = [f"{each.field} must be {each.allowed}" for each in found.conditions]
    conditions += [f"{each.field} should be {each.allowed}" for each in found.cautions]
    for title, entries in (("Conditions", conditions), ("Limits", found.limits)):
        lines += ["", f"{title}:", *(f"  {entry}" for entry in entries)] if entries else []
    works = [
        work.citation
        + ("" if work.is_verified else " (unverified)")
        + (f"\n    {work.url}" if work.url else "")
        for work in found.literature
    ]
    lines += ["", "Literature:", *(f"  {work}" for work in works)] if works else []
    lines += ["", "Used by:", *(f"  {visible(user)}" for user in users)] if users else []
    return lines


def _details(entry: Input) -> list[str]:
    details = [entry.allowed] if entry.is_number else []
    if entry.omitted is not None:
        details.append(f"{entry.omitted} when left out")
    if entry.default is not None:
        text = f"plausible: {entry.default:g}" if isinstance(entry.default, (int, float)) else entry.default
        if entry.interval is not None:
            text += f" ({entry.interval[0]:g} to {entry.interval[1]:g})"
        details.append(text + (f", {entry.source}" if entry.source else ""))
    return details


def _formula(found: Calculator) -> str:
    """Return the formula as the function's documentation writes it."""
    documentation = found.function.__doc__ or ""
    _, _, rest = documentation.partition("Formula: ")
    return " ".join(rest.split("\n\n")[0].split("\n    Range:")[0].split()).rstrip(".")


def _described(found: Calculator, users: list[str]) -> Mapping[str, Any]:
    return {
        "name": found.name,
        "purpose": found.purpose,
        "version": found.version,
        "formula": _formula(found),
        "latex": found.latex(),
        "inputs": [
            {
                "name": entry.name,
                "unit": entry.unit,
                "purpose": entry.purpose,
                "allowed": entry.allowed,
                "default": entry.default,
                "interval": list(entry.interval) if entry.interval else None,
                "omitted": entry.omitted,
                "source": entry.source,
            }
            for entry in found.inputs
        ],
        "outputs": [
            {"name": each.name, "unit": each.unit, "purpose": each.purpose} for each in found.outputs
        ],
        "limits": list(found.limits),
        "literature": [
            {"citation": work.citation, "url": work.url, "is_verified": work.is_verified}
            for work in found.literature
        ],
        "used_by": users,
    }

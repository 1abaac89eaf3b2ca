"""`teleo rule`: the page of one rule, or the list of all."""

import json

import click

from teleo.cli.options import format_option
from teleo.rules import BY_CODE, RULES, Rule, UnknownRuleError
from teleo.rules.page import rule_page, summary


@click.command()
@click.argument("code", required=False)
@format_option("text", "json")
def rule(code: str | None, output_format: str) -> None:
    """Show the page of the rule CODE, by its code or its name; without one, list all rules."""
    if code is not None:
        found = _find(code)
        click.echo(_json(found) if output_format == "json" else rule_page(found), nl=False)
    elif output_format == "json":
        click.echo(json.dumps([_row(rule) for rule in RULES], ensure_ascii=False, indent=2))
    else:
        for known in RULES:
            click.echo(f"{known.code}  {known.severity.value:<8} {known.name:<22} {summary(known)}")


def _find(code: str) -> Rule:
    by_name = {known.name: known for known in RULES}
    found = BY_CODE.get(code.strip().upper()) or by_name.get(code.strip().lower())
    if found is None:
        raise UnknownRuleError(code, (*BY_CODE, *by_name))
    return found


def _row(found: Rule) -> dict[str, str]:
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity.value,
        "summary": summary(found),
    }


def _json(found: Rule) -> str:
    return json.dumps({**_row(found), "page": rule_page(found)}, ensure_ascii=False, indent=2) + "\n"

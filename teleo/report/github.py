"""The report as workflow commands, which GitHub shows beside the lines of a change."""

from teleo.model import Diagnostic, Severity
from teleo.report.findings import Findings

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github_report(findings: Findings) -> str:
    """Return one workflow command for each diagnostic.

    What comes from a note is escaped, so that no text in a vault can end the command or begin another.
    Source: "Workflow commands for GitHub Actions" and the escapes of `@actions/core`.
    """
    return "".join(f"{_command(item, findings.prefix)}\n" for item in findings.diagnostics)


def _command(item: Diagnostic, prefix: str) -> str:
    place = item.place
    properties = {
        "file": prefix + item.path,
        "line": str(place.line),
        "endLine": str(place.end_line),
        "title": f"{item.code} {item.name}",
    }
    if place.line == place.end_line:
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    words = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_LEVELS[item.severity]} {words}::{_data(item.message)}"


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    # Other breaks and control characters end a line for some readers of logs, and say nothing to a person.
    return "".join(character if character.isprintable() else " " for character in escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

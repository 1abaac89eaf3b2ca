"""Says what formatting came to, and formats files that are only named: all without click, which git would wait for."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from teleo.formatting.events import HAS_LIBYAML
from teleo.formatting.files import FileOutcome, each_once, format_files
from teleo.model.span import Lines


@dataclass(slots=True)
class Tally:
    """What was found in the files so far; JSON names those of a whole vault by their paths below `root`."""

    root: Path | None = None
    changed: list[str] = field(default_factory=list)
    refusals: list[dict[str, Any]] = field(default_factory=list)
    failures: list[dict[str, str]] = field(default_factory=list)
    unchanged: int = 0
    refused: int = 0

    def add(self, outcome: FileOutcome) -> None:
        """Count one file."""
        name = (
            outcome.name if self.root is None else Path(os.path.relpath(outcome.name, self.root)).as_posix()
        )
        self.refusals += [{**place, "path": name} for place in _places(outcome)]
        if outcome.failure:
            self.failures.append({"path": name, "message": outcome.failure})
        if outcome.refusals or outcome.failure:
            self.refused += 1
        elif outcome.is_changed:
            self.changed.append(name)
        else:
            self.unchanged += 1

    def summary(self, *, is_dry: bool) -> str:
        """Return one line that says how many files came to what."""
        counts = (
            (len(self.changed), "to reformat" if is_dry else "reformatted"),
            (self.unchanged, "canonical"),
            (self.refused, "refused"),
        )
        return ", ".join(f"{count} {what}" for count, what in counts if count) or "no files"

    def as_json(self) -> dict[str, Any]:
        """Return the tally as the output's schema describes it."""
        counts = {"changed": len(self.changed), "unchanged": self.unchanged, "refused": self.refused}
        return {
            "changed": self.changed,
            "refusals": self.refusals,
            "failures": self.failures,
            "summary": counts,
        }


def format_named(names: Iterable[str]) -> int:
    """Format files and say so as `teleo fmt` does; return its exit status."""
    warn_of_slowness()
    tally = Tally()
    for outcome in format_files(each_once(map(Path, names))):
        tally.add(outcome)
        print_problems(outcome)
        if outcome.is_changed:
            print_name("reformatted", outcome)
    _complain(tally.summary(is_dry=False))
    return 2 if tally.refused else 0


def warn_of_slowness() -> None:
    """Say so where YAML is read without its C library."""
    if not HAS_LIBYAML:
        _complain("teleo: PyYAML lacks libyaml here, so formatting is some ten times slower")


def print_name(done: str, outcome: FileOutcome) -> None:
    """Print what was done to a file, at once, so that it stands before what is said of the next."""
    sys.stdout.write(f"{done} {shown(outcome.name)}\n")
    sys.stdout.flush()


def print_problems(outcome: FileOutcome) -> None:
    """Print why a file was left alone."""
    if outcome.failure:
        _complain(shown(f"{outcome.name}: {outcome.failure}"))
    for place in _places(outcome):
        _complain(shown("{path}:{line}:{column}: {code} {message}".format(**place)))


def shown(text: str) -> str:
    """Return a line that is safe to print, whatever the name in it holds."""
    if text.isprintable():
        return text
    # Loaded when needed: a git hook has 90 ms in all.
    from teleo.report.visible import visible

    return visible(text)


def _complain(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _places(outcome: FileOutcome) -> list[dict[str, Any]]:
    """Return each refusal with its place."""
    if not outcome.refusals:
        return []
    lines = Lines(outcome.before.decode("utf-8-sig", "replace"))
    places = []
    for refusal in outcome.refusals:
        line, column = lines.position(refusal.span.start)
        places.append(
            {
                "path": outcome.name,
                "line": line,
                "column": column,
                "code": refusal.code,
                "message": refusal.message,
            }
        )
    return places

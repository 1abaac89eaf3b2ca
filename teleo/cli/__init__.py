"""The command line: a lazy table of commands, one file each, and how every run ends."""

import atexit
import errno
import gc
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from teleo.errors import TeleoError

if TYPE_CHECKING:
    from teleo.cli.group import LazyCommands, teleo

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


def __getattr__(name: str) -> Any:
    if name not in ("LazyCommands", "teleo"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # Loaded when needed: click takes a quarter of the time that git may wait for one file to be formatted.
    from teleo.cli import group

    return getattr(group, name)


def main() -> None:
    """Run the command line; every failure ends with a sentence and exit status 2."""
    # A command makes many objects and few cycles: collecting seldom saves a fifth of the time.
    gc.set_threshold(200_000, 50, 100)
    # What is left at the end goes with the process: looking through it for cycles would take as long again.
    atexit.register(gc.freeze)
    # Products of matrices are small here: threads that wait for them, spinning, take a tenth of a build. With
    # one, sums are also added up in the same order on every machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _open_what_is_closed()
    _hold_every_character()
    try:
        status = _run()
        # What is left in the buffer fails here, where it can be said, and not while Python ends.
        sys.stdout.flush()
        if status:
            sys.exit(status)
    except KeyboardInterrupt:
        _complain("teleo: interrupted")
        sys.exit(130)
    except TeleoError as error:
        _complain(_safe(f"teleo: {error}"))
        sys.exit(2)
    except BrokenPipeError:
        # The status is click's own for a reader that went away.
        _drop_output()
        sys.exit(1)
    except OSError as error:
        if error.errno == errno.ENOENT and _is_nowhere():
            _complain("teleo: the working folder is gone; change to one that is there and run again")
            sys.exit(2)
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG):
            _end_with_fault(error)
        _drop_output()
        _complain(f"teleo: cannot write: {error.strerror}; make room and run again")
        sys.exit(2)
    except Exception as error:
        _end_with_fault(error)


def _run() -> int:
    """Run the command that the arguments name; to format named files, without options, takes no click."""
    if names := _named_files(sys.argv[1:]):
        from teleo.cli.formatted import format_named

        return format_named(names)
    from teleo.cli.group import run

    return run()


def _named_files(arguments: list[str]) -> list[str]:
    """Return the files of `teleo fmt FILES`; none where there are options or folders, or a shell completes."""
    names = arguments[1:]
    if arguments[:1] != ["fmt"] or os.name == "nt" or "_TELEO_COMPLETE" in os.environ:
        return []
    return [] if any(name[:1] in ("", "-") or os.path.isdir(name) for name in names) else names  # noqa: PTH112


def _complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _safe(text: str) -> str:
    """Return lines that are safe to print, whatever the names in them hold."""
    if all(line.isprintable() for line in text.split("\n")):
        return text
    # Loaded when needed: the room of reports is more than a start can afford.
    from teleo.report.visible import visible

    return "\n".join(map(visible, text.split("\n")))


def _is_nowhere() -> bool:
    """Whether the working folder was removed."""
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        return True
    return False


def _open_what_is_closed() -> None:
    """Give each standard stream that the caller closed a place to go to, which is nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _hold_every_character() -> None:
    """Let stdout take text of any script: a program reads UTF-8 under every locale, a terminal shows what it can."""
    output = sys.stdout
    if isinstance(output, io.TextIOWrapper) and output.encoding.lower() not in ("utf-8", "utf8"):
        if output.isatty():
            output.reconfigure(errors="backslashreplace")
        else:
            output.reconfigure(encoding="utf-8")


def _drop_output() -> None:
    """Point stdout elsewhere, as its reader went away or its disk is full, so that closing it says nothing."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _end_with_fault(error: Exception) -> NoReturn:
    if os.environ.get("TELEO_DEBUG"):
        raise error
    _complain(
        f"teleo: a fault of teleo itself: {type(error).__name__}: {error}\n"
        "Run again with TELEO_DEBUG=1 for the traceback and report it."
    )
    sys.exit(2)


__all__ = ["COMMANDS", "LazyCommands", "main", "teleo"]

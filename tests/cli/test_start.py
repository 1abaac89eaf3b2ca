"""Starting the command line: what it lists, what it imports, how it fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from teleo.cli import COMMANDS, teleo

HEAVY = ("networkx", "numpy", "torch", "jsonschema_rs", "pyromark", "pint", "jinja2", "pygls", "yaml")
NAMES = [name for group in COMMANDS.values() for name in group]


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "teleo", *arguments]
    environment = {
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PATH": "/usr/bin:/bin",
        "HF_HUB_OFFLINE": "1",
    }
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment, check=False)


def test_help_lists_every_command_and_imports_none() -> None:
    script = (
        "import sys, json, teleo.cli\n"
        "try: teleo.cli.teleo(['--help'], standalone_mode=False)\n"
        "finally: print('\\n' + json.dumps([name for name in sys.modules]), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    modules = set(json.loads(done.stderr.splitlines()[-1]))
    assert all(name in done.stdout for name in NAMES)
    assert not modules & set(HEAVY)
    ours = {name for name in modules if name.startswith("teleo.")}
    assert ours == {"teleo.cli", "teleo.cli.group", "teleo.errors"}


@pytest.mark.parametrize("name", NAMES)
def test_the_line_in_the_list_does_what_the_commands_help_says(name: str) -> None:
    command = teleo.get_command(click.Context(teleo), name)
    assert command is not None
    line = next(group[name] for group in COMMANDS.values() if name in group)
    assert (command.help or "").split()[0] == line.split()[0]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself(name: str) -> None:
    done = run(name, "--help")
    assert done.returncode == 0
    assert "Usage: teleo" in done.stdout


def test_a_command_that_does_not_exist_exits_2() -> None:
    done = run("chekc")
    assert done.returncode == 2
    assert "chekc" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("check", "--vault", "gone"), "no vault at gone: there is no such folder"),
        (("check", "--vault", "file.md"), "no vault at file.md: it is a file; name its folder"),
        (
            ("check",),
            "neither it nor a folder above it holds teleo.toml, and there is no folder `vault` in it",
        ),
    ],
)
def test_a_missing_vault_is_a_sentence_and_exit_2(
    tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "file.md").write_text("x")
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("check",), ("build",), ("fmt",), ("audit", "--vault", ".")])
def test_a_working_folder_that_is_gone_is_a_sentence_and_exit_2(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"import os, sys; os.rmdir(os.getcwd()); sys.argv[1:] = {list(arguments)}; "
    done = subprocess.run(
        [sys.executable, "-c", f"{code}from teleo.cli import main; main()"],
        cwd=gone,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("teleo: ")
    assert "fault of teleo" not in done.stderr


def test_bad_settings_are_a_sentence_and_exit_2(tmp_path: Path) -> None:
    (tmp_path / "teleo.toml").write_text("[vualt]\n")
    done = run("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "did you mean 'vault'?" in done.stderr


def test_a_full_disk_is_a_sentence_and_exit_2() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "teleo", "rule"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "teleo: cannot write: No space left on device; make room and run again\n"


def test_a_reader_that_goes_away_is_no_fault() -> None:
    command = [sys.executable, "-m", "teleo", "rule", "YT201"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait() == 1


def test_a_closed_standard_output_is_no_fault() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m teleo rule >&-"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252"])
def test_a_locale_of_few_characters_is_no_fault(tmp_path: Path, encoding: str) -> None:
    note = '---\ntype: claim\nsource: 数 — “x”\nsupports:\n  - "a"\n---\n'
    (tmp_path / "数.md").write_text(note, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "teleo", "fmt", "--diff", "数.md"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert " source: 数 — “x”\n".encode() in done.stdout

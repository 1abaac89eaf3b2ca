"""`teleo fmt` as a user and a git hook meet it."""

import errno
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from teleo.formatting.formatter import format_bytes
from tests.cli.running import run as run_here

LOOSE = '---\nsupports:\n  - "a"\n  - b\n---\n# T\n'
TIGHT = "---\nsupports:\n- a\n- b\n---\n# T\n"
BAD = "---\na: 1\na: 2\n---\n"
SWALLOWED = '---\nsupports:\n- a\n  - "b"\n---\n# T\n'
HEAVY = {
    "networkx",
    "numpy",
    "jsonschema",
    "jsonschema_rs",
    "jinja2",
    "rich",
    "pygls",
    "pint",
    "pyromark",
    "torch",
}


def run(*arguments: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "teleo", "fmt", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, text=True, env=environment, check=False
    )


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "teleo.toml").write_text("[vault]\nexclude = ['drafts/']\n")
    for name, text in {
        "loose.md": LOOSE,
        "tight.md": TIGHT,
        "sub/loose.md": LOOSE,
        "drafts/x.md": LOOSE,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_writes_what_is_not_canonical_and_exits_0(vault: Path) -> None:
    done = run("loose.md", "tight.md", cwd=vault)
    assert (done.returncode, done.stdout) == (0, "reformatted loose.md\n")
    assert done.stderr == "1 reformatted, 1 canonical\n"
    assert (vault / "loose.md").read_text() == TIGHT


def test_a_second_run_writes_nothing(vault: Path) -> None:
    run("loose.md", cwd=vault)
    before = (vault / "loose.md").stat()
    assert run("loose.md", cwd=vault).stdout == ""
    assert (vault / "loose.md").stat().st_mtime_ns == before.st_mtime_ns


def test_without_paths_the_vault_is_formatted_by_its_settings(vault: Path) -> None:
    done = run(cwd=vault / "sub")
    assert done.stdout.splitlines() == [f"reformatted {vault / 'loose.md'}", "reformatted loose.md"]
    assert (vault / "drafts/x.md").read_text() == LOOSE


def test_a_folder_stands_for_its_notes(vault: Path) -> None:
    assert run("sub", cwd=vault).stdout == "reformatted sub/loose.md\n"
    assert (vault / "loose.md").read_text() == LOOSE


def test_an_excluded_file_is_formatted_when_it_is_named(vault: Path) -> None:
    assert run("drafts", "drafts/x.md", cwd=vault).stdout == "reformatted drafts/x.md\n"


@pytest.mark.parametrize("more", [(), ("--format", "json")])
@pytest.mark.parametrize(
    "names",
    [
        ("loose.md", "{}/loose.md"),
        ("sub", "sub/../sub/loose.md"),
        ("sub", "{}/sub"),
        ("same/loose.md", "sub"),
    ],
)
def test_a_file_that_is_named_twice_is_formatted_once(
    vault: Path, names: tuple[str, ...], more: tuple[str, ...]
) -> None:
    (vault / "same").symlink_to("sub")
    done = run(*(name.format(vault) for name in names), *more, cwd=vault)
    assert done.returncode == 0
    assert done.stderr == ("" if more else "1 reformatted\n")


def test_check_writes_nothing_and_exits_1(vault: Path) -> None:
    done = run("--check", "loose.md", "tight.md", cwd=vault)
    assert (done.returncode, done.stdout) == (1, "would reformat loose.md\n")
    assert (vault / "loose.md").read_text() == LOOSE
    assert run("--check", "tight.md", cwd=vault).returncode == 0


def test_diff_shows_the_lines_and_exits_1(vault: Path) -> None:
    done = run("--diff", "loose.md", "tight.md", cwd=vault)
    assert done.returncode == 1
    assert [line for line in done.stdout.splitlines() if line[:1] in "+-"] == [
        "--- a/loose.md",
        "+++ b/loose.md",
        '-  - "a"',
        "-  - b",
        "+- a",
        "+- b",
    ]
    assert (vault / "loose.md").read_text() == LOOSE


def test_the_diff_is_a_patch_that_makes_what_fmt_makes(vault: Path) -> None:
    ends = LOOSE.replace("\n", "\r\n").encode()
    files = {
        "two words.md": ends,
        "mark.md": b"\xef\xbb\xbf" + LOOSE.encode(),
        'a "quoted" \\ name.md': LOOSE.encode(),
        "two\nlines.md": LOOSE.encode(),
        "ends early.md": LOOSE.removesuffix("\n").encode(),
        "é — ü.md": LOOSE.encode(),
    }
    for name, data in files.items():
        (vault / name).write_bytes(data)
    command = [sys.executable, "-m", "teleo", "fmt", "--diff", "."]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    patch = subprocess.run(command, cwd=vault, env=environment, capture_output=True, check=False).stdout
    for name in files:
        wanted = format_bytes((vault / name).read_bytes()).data
        assert wanted != files[name]
        files[name] = wanted
    subprocess.run(["git", "apply"], input=patch, cwd=vault, check=True)
    assert {name: (vault / name).read_bytes() for name in files} == files


def test_diff_has_colours_on_a_terminal_and_nowhere_else(vault: Path) -> None:
    assert "\x1b[" not in run("--diff", "loose.md", cwd=vault).stdout
    assert "\x1b[32m+- a" in on_a_terminal("--diff", "loose.md", cwd=vault)[1]


def test_a_refusal_has_its_place_and_exits_2_and_the_rest_is_written(vault: Path) -> None:
    (vault / "bad.md").write_text(BAD)
    done = run("bad.md", "loose.md", cwd=vault)
    assert done.returncode == 2
    assert done.stderr.startswith("bad.md:3:1: FM103 the key 'a' stands twice")
    assert (vault / "bad.md").read_text() == BAD
    assert (vault / "loose.md").read_text() == TIGHT


def test_a_missing_file_and_a_link_exit_2(vault: Path) -> None:
    (vault / "link.md").symlink_to("loose.md")
    done = run("gone.md", "link.md", cwd=vault)
    assert done.returncode == 2
    assert "gone.md: cannot be read: No such file or directory" in done.stderr
    assert "link.md: cannot be read: is a symbolic link; name the file that it points to" in done.stderr
    assert (vault / "link.md").is_symlink()
    assert (vault / "loose.md").read_text() == LOOSE


def test_what_cannot_be_read_in_a_folder_is_said_and_exits_2_and_links_are_let_be(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (vault / "sub" / "shut").mkdir()
    (vault / "link.md").symlink_to("tight.md")
    scandir = os.scandir

    def guarded(path: str):  # type: ignore[no-untyped-def]
        if path.endswith("shut"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    shut = "sub/shut: cannot be read, so no note in it was: Permission denied\n"
    done = run_here(monkeypatch, "fmt", "sub", "sub", "loose.md", folder=vault)
    assert (done.code, done.out) == (2, "reformatted sub/loose.md\nreformatted loose.md\n")
    assert done.err == f"{shut}2 reformatted, 1 refused\n"
    done = run_here(monkeypatch, "fmt", folder=vault)
    assert (done.code, done.err) == (2, f"{shut}3 canonical, 1 refused\n")
    done = run_here(monkeypatch, "fmt", "--check", "--format", "json", folder=vault)
    assert [each["path"] for each in json.loads(done.out)["failures"]] == ["sub/shut"]


def test_a_pipe_and_a_device_exit_2_at_once(vault: Path) -> None:
    os.mkfifo(vault / "pipe.md")
    done = run("pipe.md", "/dev/zero", cwd=vault)
    assert done.returncode == 2
    assert done.stderr.count("cannot be read: it is no regular file") == 2


def test_standard_input_stands_alone(vault: Path) -> None:
    done = run("-", "loose.md", cwd=vault, stdin=LOOSE)
    assert done.returncode == 2
    assert "give `-` alone" in done.stderr
    assert (vault / "loose.md").read_text() == LOOSE


def test_a_read_only_file_exits_2_and_stays(vault: Path) -> None:
    (vault / "loose.md").chmod(0o444)
    done = run("loose.md", cwd=vault)
    assert done.returncode == 2
    assert "loose.md: not written: it is read-only" in done.stderr
    assert (vault / "loose.md").read_text() == LOOSE


def test_standard_input_goes_to_standard_output(vault: Path) -> None:
    done = run("-", cwd=vault, stdin=LOOSE)
    assert (done.returncode, done.stdout, done.stderr) == (0, TIGHT, "")


def test_standard_input_is_named_in_diffs_and_refusals(vault: Path) -> None:
    assert run("-", "--diff", "--stdin-filename", "n.md", cwd=vault, stdin=LOOSE).stdout.startswith(
        "--- a/n.md\n"
    )
    done = run("-", "--stdin-filename", "n.md", cwd=vault, stdin=BAD)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("n.md:3:1: FM103")


def test_check_of_standard_input_prints_nothing(vault: Path) -> None:
    done = run("-", "--check", cwd=vault, stdin=LOOSE)
    assert (done.returncode, done.stdout) == (1, "")


def test_json_of_standard_input_says_what_would_change_and_holds_no_note(vault: Path) -> None:
    done = run("-", "--check", "--format", "json", "--stdin-filename", "n.md", cwd=vault, stdin=LOOSE)
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)["changed"] == ["n.md"]
    done = run("-", "--check", "--format", "json", "--stdin-filename", "n.md", cwd=vault, stdin=BAD)
    assert (done.returncode, done.stderr) == (2, "")
    assert [each["path"] for each in json.loads(done.stdout)["refusals"]] == ["n.md"]
    done = run("-", "--format", "json", cwd=vault, stdin=LOOSE)
    assert (done.returncode, done.stdout) == (2, "")
    assert "`-` prints the note itself; give --check with --format json" in done.stderr


def test_repair_is_never_done_unasked(vault: Path) -> None:
    (vault / "swallowed.md").write_text(SWALLOWED)
    assert run("swallowed.md", cwd=vault).returncode == 2
    assert (vault / "swallowed.md").read_text() == SWALLOWED
    assert run("swallowed.md", "--repair", cwd=vault).returncode == 0
    assert (vault / "swallowed.md").read_text() == TIGHT


@pytest.mark.parametrize(("answer", "after"), [("y", TIGHT), ("n", SWALLOWED)])
def test_repair_shows_a_diff_on_a_terminal_and_asks(vault: Path, answer: str, after: str) -> None:
    (vault / "swallowed.md").write_text(SWALLOWED)
    code, shown = on_a_terminal("--repair", "swallowed.md", cwd=vault, answer=answer)
    assert code == 0
    assert shown.index("+- b") < shown.index("Write this to swallowed.md?")
    assert (vault / "swallowed.md").read_text() == after


def test_json_has_stable_keys(vault: Path) -> None:
    (vault / "bad.md").write_text(BAD)
    done = run("--check", "--format", "json", "bad.md", "loose.md", "gone.md", cwd=vault)
    answer = json.loads(done.stdout)
    assert done.returncode == 2
    assert answer["changed"] == ["loose.md"]
    assert [(each["path"], each["line"], each["column"], each["code"]) for each in answer["refusals"]] == [
        ("bad.md", 3, 1, "FM103")
    ]
    assert [each["path"] for each in answer["failures"]] == ["gone.md"]
    assert answer["summary"] == {"changed": 1, "unchanged": 0, "refused": 2}


def test_json_of_a_whole_vault_counts_paths_from_the_vault(vault: Path) -> None:
    (vault / "sub" / "bad.md").write_text(BAD)
    wanted = ["loose.md", "sub/loose.md"]
    for cwd, more in ((vault, ()), (vault / "sub", ()), (vault.parent, ("--vault", vault.name))):
        answer = json.loads(run("--check", "--format", "json", *more, cwd=cwd).stdout)
        assert answer["changed"] == wanted
        assert [each["path"] for each in answer["refusals"]] == ["sub/bad.md"]


def test_many_files_are_all_written(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number:03}.md").write_text(LOOSE)
    done = run(".", cwd=tmp_path)
    assert done.stderr == "300 reformatted\n"
    assert {path.read_text() for path in tmp_path.iterdir()} == {TIGHT}


def test_a_name_of_255_bytes_is_formatted(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 126 + ".md")
    path.write_text(LOOSE)
    assert run(path.name, cwd=tmp_path).returncode == 0
    assert path.read_text() == TIGHT


@pytest.mark.parametrize(
    "name", ["loose.md", "tight.md", "bad.md", "gone.md", "bell\a.md", "é.md", "sub", ""]
)
def test_a_file_that_is_only_named_is_treated_as_one_with_options(vault: Path, name: str) -> None:
    def said(*options: str) -> tuple[int, str, str]:
        for path, text in (("bad.md", BAD), ("bell\a.md", BAD), ("é.md", LOOSE), ("loose.md", LOOSE)):
            (vault / path).write_text(text)
        done = run(*options, name, "tight.md", name, cwd=vault)
        return done.returncode, done.stdout, done.stderr

    (vault / "sub" / "loose.md").write_text(TIGHT)
    assert said() == said("--format", "text")


@pytest.mark.parametrize(("more", "has_click"), [((), False), (("--check",), True)])
def test_no_heavy_library_is_imported(vault: Path, more: tuple[str, ...], has_click: bool) -> None:
    script = (
        "import json, sys\nfrom teleo.cli import main\n"
        f"sys.argv = ['teleo', 'fmt', 'tight.md', *{more}]\n"
        "main()\nprint(json.dumps(sorted(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=vault, capture_output=True, text=True, env=environment, check=True
    )
    modules = {name.split(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}
    assert "yaml" in modules
    assert ("click" in modules) is has_click
    assert not modules & HEAVY


def on_a_terminal(*arguments: str, cwd: Path, answer: str = "") -> tuple[int, str]:
    """Run `teleo fmt` on a terminal of its own, type `answer`, and return the exit code and what it showed."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(cwd)
        os.environ.pop("NO_COLOR", None)
        os.environ.update(PYTHONPATH=str(Path(__file__).parents[2]), TERM="xterm")
        os.execv(sys.executable, [sys.executable, "-m", "teleo", "fmt", *arguments])
    if answer:
        os.write(terminal, f"{answer}\n".encode())
    shown = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode()


def test_repair_mends_the_edge_fields_that_the_settings_add(vault: Path) -> None:
    (vault / "teleo.toml").write_text("[types.fields]\nrests_on = 'depends_on'\n")
    (vault / "own.md").write_text("---\nrests_on:\n- a: b\nother:\n- c: d\n---\n")
    assert run("--repair", "own.md", cwd=vault).returncode == 0
    assert (vault / "own.md").read_text() == '---\nrests_on:\n- "a: b"\nother:\n- c: d\n---\n'


def test_a_name_cannot_move_the_cursor(vault: Path) -> None:
    (vault / "red \x1b[31m\n.md").write_text(LOOSE)
    done = run("--check", "red \x1b[31m\n.md", cwd=vault)
    assert done.stdout == "would reformat red <U+001B>[31m .md\n"

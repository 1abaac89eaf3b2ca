import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from tests.cli.running import said_on_terminal
from tests.site.vaults import FOREST, write_vault


def _teleo(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run(
        [sys.executable, "-m", "teleo", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def _spoil_repository(folder: Path) -> None:
    """Make a folder a repository whose settings git cannot read."""
    for below in ("objects", "refs"):
        (folder / ".git" / below).mkdir(parents=True)
    (folder / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (folder / ".git/config").write_text("[core\n")


def test_a_build_says_what_it_did_and_where_to_look(tmp_path: Path) -> None:
    write_vault(tmp_path / "vault", FOREST)
    done = _teleo("build", "--vault", "vault", "-o", "site", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "5 notes" in done.stdout
    assert done.stdout.splitlines()[-1] == str(tmp_path / "site" / "index.html")


def test_a_repository_that_git_will_not_read_is_told_each_time(tmp_path: Path) -> None:
    write_vault(tmp_path / "vault", FOREST)
    _spoil_repository(tmp_path / "vault")
    for _ in range(2):
        done = _teleo("build", "--vault", "vault", "-o", "site", cwd=tmp_path)
        assert done.returncode == 0
        assert "teleo: the site is without the history of its notes: fatal: bad config line 1" in done.stderr


def test_on_a_terminal_what_is_amiss_stands_on_lines_of_its_own(tmp_path: Path) -> None:
    write_vault(tmp_path / "vault", FOREST)
    _spoil_repository(tmp_path / "vault")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    arguments = ("build", "--vault", "vault", "-o", "site")
    said = said_on_terminal(*arguments, stream="stderr", environment=environment, cwd=tmp_path)
    # The line of progress is taken away before anything else is said.
    progress, _, rest = said.rpartition("\r\x1b[K")
    assert "building" in progress
    assert "teleo:" not in progress
    assert any(line.startswith("teleo: the site is without the history") for line in rest.splitlines())


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    write_vault(tmp_path / "vault", FOREST)
    _teleo("build", "--vault", "vault", "-o", "site", cwd=tmp_path)
    assert ": 0 files written" in _teleo("build", "--vault", "vault", "-o", "site", cwd=tmp_path).stdout


def test_the_site_of_a_vault_is_no_part_of_the_vault(tmp_path: Path) -> None:
    write_vault(tmp_path / "vault", FOREST)
    for _ in range(2):
        done = _teleo("build", "--vault", "vault", cwd=tmp_path)
    assert "5 notes" in done.stdout
    assert (tmp_path / "vault" / "_site" / "index.html").is_file()


def test_no_site_in_a_vault_is_part_of_it_wherever_it_was_built(tmp_path: Path) -> None:
    write_vault(tmp_path / "vault", FOREST)
    for output in ("vault/public", "vault/docs/site", "vault/public", "site"):
        done = _teleo("build", "--vault", "vault", "-o", output, cwd=tmp_path)
        assert "5 notes" in done.stdout
    before = _teleo("check", "--vault", "vault", "--format", "json", cwd=tmp_path).stdout
    assert "index.md" not in before


def test_a_folder_of_other_files_is_refused_with_a_sentence(tmp_path: Path) -> None:
    write_vault(tmp_path / "vault", FOREST)
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.doc").write_text("years")
    done = _teleo("build", "--vault", "vault", "-o", "thesis", cwd=tmp_path)
    assert done.returncode == 2
    assert "holds files that teleo did not write" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_vault_is_a_sentence(tmp_path: Path) -> None:
    done = _teleo("build", "--vault", "nowhere", cwd=tmp_path)
    assert done.returncode == 2
    assert "nowhere" in done.stderr


def test_a_served_site_answers_and_ends_on_interrupt(tmp_path: Path) -> None:
    write_vault(tmp_path / "vault", FOREST)
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-u", "-m", "teleo", "serve", "--vault", "vault", "-o", "site", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_interrupts,
    ) as made:
        try:
            assert made.stdout is not None
            address = made.stdout.readline().strip()
            with urlopen(address, timeout=60) as answer:
                assert b"vault" in answer.read()
            time.sleep(0.1)
            made.send_signal(signal.SIGINT)
            assert made.wait(timeout=60) == 0
        finally:
            made.kill()


def _heed_interrupts() -> None:
    """Undo what a shell does to a command in the background, which it starts deaf to interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)

"""The hooks under pre-commit itself, from an environment that it installs from this checkout."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CARRIED = (
    "teleo",
    "schemas",
    "site",
    "vault",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    ".pre-commit-hooks.yaml",
)
LOOSE = '---\nsupports:\n  - "a"\n---\n# T\n'
TIGHT = "---\nsupports:\n- a\n---\n# T\n"
BAD = "---\ntype: claim\nconfidence: likely\nconfidence: proven\n---\n# T\n"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pre-commit")]


@dataclass(frozen=True)
class Scratch:
    """A repository with the hooks in its settings; pre-commit keeps its environments in `home`."""

    folder: Path
    home: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "PRE_COMMIT_HOME": str(self.home),
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }
        environment.pop("PYTHONPATH", None)
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )

    def git(self, *arguments: str) -> str:
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.org")
        done = self.run("git", *identity, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def hooks(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "-m", "pre_commit", "run", "--color=never", *arguments)


@pytest.fixture(scope="module")
def hooks_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, Path]:
    """A repository of the hooks as they stand in this checkout, its commit, and pre-commit's home."""
    source = Scratch(tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("home"))
    ignored = shutil.ignore_patterns("node_modules", "__pycache__", "_bundled", "_site")
    for name in CARRIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source.folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, source.folder / name)
    source.git("init", "-q", "-b", "main")
    source.git("add", "-A", "-f")
    source.git("commit", "-q", "-m", "as it stands")
    return source.folder, source.git("rev-parse", "HEAD").strip(), source.home


@pytest.fixture
def scratch(hooks_home: tuple[Path, str, Path], tmp_path: Path) -> Scratch:
    source, commit, home = hooks_home
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {source}\n  rev: {commit}\n  hooks:\n  - id: teleo-fmt\n  - id: teleo-check\n"
    )
    (tmp_path / "teleo.toml").write_text("")
    made = Scratch(tmp_path, home)
    made.git("init", "-q", "-b", "main")
    made.git("add", ".")
    made.git("commit", "-q", "-m", "settings")
    return made


def test_a_loose_note_is_formatted_and_the_second_run_passes(scratch: Scratch) -> None:
    (scratch.folder / "n.md").write_text(LOOSE)
    scratch.git("add", "n.md")
    done = scratch.hooks("teleo-fmt")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "files were modified by this hook" in done.stdout
    assert (scratch.folder / "n.md").read_text() == TIGHT
    scratch.git("add", "n.md")
    assert scratch.hooks("teleo-fmt").returncode == 0


def test_a_partly_staged_note_stays_partly_staged(scratch: Scratch) -> None:
    body = "\n".join(f"Paragraph {number}.\n" for number in range(9))
    (scratch.folder / "n.md").write_text(LOOSE + body)
    scratch.git("add", "n.md")
    (scratch.folder / "n.md").write_text(LOOSE + body + "\nNot for this commit.\n")
    assert scratch.hooks("teleo-fmt").returncode == 1
    assert scratch.git("show", ":n.md") == LOOSE + body
    assert (scratch.folder / "n.md").read_text() == TIGHT + body + "\nNot for this commit.\n"


def test_a_refused_note_fails_with_its_place(scratch: Scratch) -> None:
    (scratch.folder / "n.md").write_text(BAD)
    scratch.git("add", "n.md")
    done = scratch.hooks()
    assert done.returncode == 1
    assert "n.md:4:1: FM103" in done.stdout
    assert (scratch.folder / "n.md").read_text() == BAD


def test_check_fails_on_an_error_and_passes_without(scratch: Scratch) -> None:
    (scratch.folder / "n.md").write_text(BAD)
    scratch.git("add", "n.md")
    done = scratch.hooks("teleo-check")
    assert done.returncode == 1
    assert "FM103" in done.stdout
    (scratch.folder / "n.md").write_text("---\ntitle: T\n---\n# T\n")
    scratch.git("add", "n.md")
    done = scratch.hooks("teleo-check")
    assert done.returncode == 0, done.stdout


def test_other_files_run_no_hook(scratch: Scratch) -> None:
    (scratch.folder / "x.txt").write_text(LOOSE)
    scratch.git("add", "x.txt")
    done = scratch.hooks()
    assert done.returncode == 0
    assert done.stdout.count("Skipped") == 2


def test_the_environment_is_the_light_core(scratch: Scratch) -> None:
    scratch.hooks("--all-files")
    packages = {path.name.split("-")[0].lower() for path in scratch.home.rglob("site-packages/*.dist-info")}
    assert "teleo" in packages
    assert not packages & {"torch", "pygls", "jinja2", "pyvis", "sentence_transformers", "igraph", "nh3"}

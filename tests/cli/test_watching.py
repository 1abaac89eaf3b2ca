"""Watching: run once, then after each change, until interrupted."""

from collections.abc import Callable, Iterator
from pathlib import Path

from teleo.cli.watching import watch


def script(*steps: Callable[[], object]) -> Callable[[], None]:
    """Return a wait that takes one step at each call and then is interrupted."""
    left: Iterator[Callable[[], object]] = iter(steps)

    def wait() -> None:
        step = next(left, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    return wait


def runs(root: Path, *steps: Callable[[], object]) -> int:
    count = 0

    def run() -> None:
        nonlocal count
        count += 1

    watch(root, run, wait=script(*steps))
    return count


def test_nothing_runs_again_while_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    assert runs(tmp_path, lambda: None, lambda: None) == 1


def test_a_changed_a_new_a_removed_note_and_the_settings_each_run_again(tmp_path: Path) -> None:
    note, new = tmp_path / "a.md", tmp_path / "deep" / "b.md"
    note.write_text("x", encoding="utf-8")
    new.parent.mkdir()
    steps = (
        lambda: note.write_text("xy", encoding="utf-8"),
        lambda: new.write_text("x", encoding="utf-8"),
        new.unlink,
        lambda: (tmp_path / "teleo.toml").write_text("", encoding="utf-8"),
    )
    assert runs(tmp_path, *steps) == 5


def test_other_files_and_hidden_folders_do_not_count(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    steps = (
        lambda: (tmp_path / "a.txt").write_text("x", encoding="utf-8"),
        lambda: (tmp_path / ".git" / "x.md").write_text("x", encoding="utf-8"),
    )
    assert runs(tmp_path, *steps) == 1

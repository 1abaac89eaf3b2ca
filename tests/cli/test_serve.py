"""A server goes on after a build that failed."""

import threading
from pathlib import Path

import pytest

from teleo.cli import serve
from teleo.site.serve import Changes, watch
from tests.site.vaults import FOREST, write_vault


def test_a_rebuild_that_fails_in_any_way_is_told_and_the_next_change_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = write_vault(tmp_path / "vault", FOREST)
    changes, stop, failed, again = Changes(), threading.Event(), threading.Event(), threading.Event()
    built = serve.built

    def fail(*_: object) -> None:
        failed.set()
        raise RuntimeError("a fault of ours")

    def rebuild() -> None:
        serve.rebuild(vault, tmp_path / "site", changes)
        if failed.is_set():
            monkeypatch.setattr(serve, "built", built)
            if (tmp_path / "site" / "index.html").exists():
                again.set()

    monkeypatch.setattr(serve, "built", fail)
    thread = threading.Thread(target=watch, args=(vault, tmp_path / "site", rebuild, stop), daemon=True)
    thread.start()
    note = vault / "Trees.md"
    while not again.wait(0.2):
        note.write_text(note.read_text() + "More.\n")
    stop.set()
    thread.join()
    assert changes.wait("1") > "1"
    assert "teleo: the site could not be rebuilt: RuntimeError: a fault of ours" in capsys.readouterr().err

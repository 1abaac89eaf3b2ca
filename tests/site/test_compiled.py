"""Compiled templates are kept beside them, and give the pages that fresh ones give, whatever lies there."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, Template

from teleo.site.compiled import CompiledBeside

TEXT = "{% for word in words %}{{ word }} {% endfor %}"


@pytest.fixture(autouse=True)
def _python_writes_what_it_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


def opened(folder: Path) -> Template:
    made = Environment(
        loader=FileSystemLoader(folder), autoescape=True, bytecode_cache=CompiledBeside(folder)
    )
    return made.get_template("page.html")


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "__pycache__").iterdir()) if (folder / "__pycache__").exists() else []


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text(TEXT)
    first = opened(tmp_path).render(words=["a", "<b>"])
    monkeypatch.setattr(Environment, "_generate", None)
    assert opened(tmp_path).render(words=["a", "<b>"]) == first == "a &lt;b&gt; "


def test_a_template_that_was_changed_is_compiled_again(tmp_path: Path) -> None:
    for text in ("one", "two", "one"):
        (tmp_path / "page.html").write_text(text)
        assert opened(tmp_path).render() == text
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize("spoilt", [b"", b"x", b"y" * 400])
def test_what_was_spoilt_counts_as_none(tmp_path: Path, spoilt: bytes) -> None:
    (tmp_path / "page.html").write_text(TEXT)
    opened(tmp_path)
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    for raw in (spoilt, whole[:-1], whole[:40] + b"\0" + whole[41:]):
        file.write_bytes(raw)
        assert opened(tmp_path).render(words=["a"]) == "a "
        assert file.read_bytes() == whole


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text(TEXT)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert opened(tmp_path).render(words=["a"]) == "a "
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    assert opened(tmp_path).render(words=["a"]) == "a "
    assert not kept(tmp_path)


def test_a_folder_that_takes_nothing_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(TEXT)
    (tmp_path / "__pycache__").write_text("a file")
    assert opened(tmp_path).render(words=["a"]) == "a "
    assert (tmp_path / "__pycache__").read_text() == "a file"

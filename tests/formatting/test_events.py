"""The formatter reads events alike from libyaml and, where that is missing, from Python."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from teleo.formatting import events
from teleo.formatting.events import UnreadableBlockError, events_of, meaning_of
from teleo.formatting.formatter import format_text
from tests.formatting.blocks import blocks


def by_python(monkeypatch: pytest.MonkeyPatch, text: str) -> str:
    """Return a text formatted without libyaml."""
    with monkeypatch.context() as patch:
        patch.setattr(events, "_LOADER", yaml.Loader)
        return format_text(text).text


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(block=blocks())
def test_the_form_is_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch, block: str) -> None:
    text = f"---\n{block}---\n"
    assert by_python(monkeypatch, text) == format_text(text).text


def test_a_missing_libyaml_is_said_once_and_the_work_goes_on(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text('---\ns:\n  - "x"\n---\n')
    script = (
        "import sys, yaml\nyaml.__with_libyaml__ = False\n"
        "from teleo.cli import main\nsys.argv = ['teleo', 'fmt', 'a.md', 'b.md']\nmain()"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.count("lacks libyaml") == 1
    assert done.stdout == "reformatted a.md\nreformatted b.md\n"


@pytest.mark.parametrize("block", ["a: [", "a: b: c", "\t", "a: 1\n--- b\n", "x" * 3 + "\x00"])
def test_what_is_no_block_is_an_error_with_an_offset(block: str) -> None:
    with pytest.raises(UnreadableBlockError) as caught:
        events_of(block)
    assert 0 <= caught.value.offset <= len(block)


def test_meaning_is_blind_to_style_and_sees_every_value() -> None:
    one = meaning_of(events_of("a:\n  - 'b'\n  - no\n"))
    assert one == meaning_of(events_of('a: ["b", no]\n'))
    assert one != meaning_of(events_of("a: [b, 'no']\n"))
    assert one != meaning_of(events_of("a: [b, yes]\n"))
    assert one != meaning_of(events_of("a: [b, !!str no]\n"))

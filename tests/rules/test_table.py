"""The table lists every rule that has a file."""

from pathlib import Path

import teleo.rules
from teleo.rules import RULES


def test_every_rule_file_stands_in_the_table() -> None:
    folder = Path(teleo.rules.__file__).parent
    files = {path.stem for path in folder.glob("[a-z][a-z][0-9][0-9][0-9]_*.py")}
    assert {rule.check.__module__.rpartition(".")[2] for rule in RULES} == files


def test_a_file_begins_with_the_code_of_its_rule() -> None:
    for rule in RULES:
        assert rule.check.__module__.rpartition(".")[2].startswith(f"{rule.code.lower()}_")

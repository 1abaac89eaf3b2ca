"""What the formatter refuses, the check reports: nobody meets a refusal that a check passed over."""

import pytest

from teleo.config import Config
from teleo.rules import RULES
from teleo.vault.reader import read_note
from tests.formatting.test_refusals import CASES
from tests.rules.one_note import context_of


@pytest.mark.parametrize("name", CASES)
def test_a_refusal_is_a_diagnostic_of_the_same_code(name: str) -> None:
    raw, code, _, _ = CASES[name]
    seen = context_of(read_note("n.md", raw, Config()))
    families = [rule for rule in RULES if rule.family in ("FM", "YT")]
    assert code in {item.code for rule in families for item in rule.check(seen)}

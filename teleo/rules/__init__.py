"""The rules, in order of code; a new rule is one file and one line here."""

from teleo.rules import ti702_no_h1
from teleo.rules.rule import Context, Rule

RULES: tuple[Rule, ...] = (ti702_no_h1.RULE,)

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}

__all__ = ["BY_CODE", "RULES", "Context", "Rule"]

"""A rating has not been thought about for too long.

## Why
Evidence arrives, and a rating that nobody looks at drifts away from it without a sound.
The days allowed are `stale_after_days` under `[confidence]` in `teleo.toml`, by rating or by type; where both
have a limit, the shorter counts.

## Bad
```markdown claims/inference outgrows training.md
---
type: claim
confidence: likely
created: 2001-01-01
---
# inference outgrows training
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
confidence: likely
created: 2001-01-01
status: retired
---
# inference outgrows training
```

## Fix
Weigh the claim against what is known now, and write the day as `last_evaluated`.
"""

from collections.abc import Iterator

from teleo.graph.staleness import staleness_of
from teleo.model import Diagnostic, Severity
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    limits = context.vault.config.confidence.stale_after_days
    for note in context.notes:
        old = staleness_of(note, limits, context.today)
        if old is not None:
            fields = note.document.fields
            span = fields.span("last_evaluated") or fields.span("created")
            message = (
                f"was last evaluated {old.age_days} days ago, on {old.since}; {old.limit_days} are allowed"
            )
            yield RULE.at(note, span, message)


RULE = Rule("CF806", "stale-rating", Severity.INFO, _check, is_of_heads=True)

"""A claim contradicts another, and the other does not say so.

## Why
A contradiction is the same from both ends.
Who reads the other note, on a forge or in an editor, should see that it is in dispute.

## Bad
```markdown claims/chips follow their load.md
---
type: claim
contradicts:
- inference outgrows training
---
# chips follow their load
```
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training
```

## Good
```markdown claims/chips follow their load.md
---
type: claim
contradicts:
- inference outgrows training
---
# chips follow their load
```
```markdown claims/inference outgrows training.md
---
type: claim
contradicts:
- chips follow their load
---
# inference outgrows training
```

## Fix
Add the title under `contradicts:` of the other note; `--unsafe-fixes` does so, since it edits a second file.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Relation, Severity
from teleo.quantities.presence import FIELD
from teleo.rules.edges import edge_span
from teleo.rules.quoting import quoted
from teleo.rules.rewriting import fix_adding_entry, name_for
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        for edge in context.edges.leaving(note.id, Relation.CONTRADICTS):
            # What numbers contradict nobody stated, and QU906 tells both notes of it.
            if edge.field == FIELD or any(
                back.target == note.id for back in context.edges.leaving(edge.target, Relation.CONTRADICTS)
            ):
                continue
            other = context.vault.by_id[edge.target]
            fix = fix_adding_entry(other, "contradicts", name_for(context.vault, note))
            span = edge_span(context, note, other.id, Relation.CONTRADICTS)
            message = f"contradicts {quoted(other.title)}, which does not say so"
            yield RULE.at(note, span, message, fix=fix)


RULE = Rule("GR604", "contradicts-not-mirrored", Severity.INFO, _check, is_of_heads=True)

"""The title of a claim names a topic or asks, and states nothing.

## Why
A claim is a sentence that could be wrong.
Nobody can support or challenge a label such as `inference economics`, or a question.
The test: "This note argues that …" must read as a sentence with the title at its end.
The rule knows English verbs only, and leaves long titles and other languages in peace:
a vault's language is `language` under `[vault]` in `teleo.toml`, that of one note its field `lang`.

## Bad
```markdown claims/inference economics.md
---
type: claim
---
# inference economics
```

## Good
```markdown claims/inference costs fall faster than training costs.md
---
type: claim
---
# inference costs fall faster than training costs
```

## Fix
Say what is so. If the note lists a topic's claims, make it a topic map: `type: map`.
A question is a note of its own, `type: question`, and a claim that answers it says so in its field `question`.
"""

from collections.abc import Iterator

from teleo.model import PROPOSITIONS, Diagnostic, Severity
from teleo.rules.quoting import quoted
from teleo.rules.rule import Context, Rule
from teleo.rules.titles import title_span
from teleo.rules.wording import is_label, is_question
from teleo.vault.language import language_of


def _check(context: Context) -> Iterator[Diagnostic]:
    for note in context.notes:
        if note.type not in PROPOSITIONS:
            continue
        if is_question(note.title):
            message = f"the title {quoted(note.title)} asks and states nothing; answer it, or write `type: question`"
            yield RULE.at(note, title_span(note), message)
        elif is_label(note.title, language_of(note, context.vault)):
            message = (
                f"the title {quoted(note.title)} names a topic and states nothing; write what is true of it"
            )
            yield RULE.at(note, title_span(note), message)


RULE = Rule("TI705", "label-title", Severity.WARNING, _check, is_local=True)

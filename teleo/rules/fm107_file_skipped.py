"""A file looks like a note and was passed over: a symbolic link, too large, or unreadable.

## Why
A symbolic link may lead out of the vault, and a vault from a stranger must not make teleo read other files.
A file that cannot be read is not checked, and a reader would take it for sound.

## Bad
```symlink claims/inference outgrows training.md
/etc/passwd
```

## Good
```markdown claims/inference outgrows training.md
---
type: claim
---
# inference outgrows training
```

## Fix
Put the file itself in place of the link, split a file that is too large (or raise `max_file_kib` under
`[check]`), give yourself the right to read it, or name it under `exclude` in `[vault]`.
"""

from collections.abc import Iterator

from teleo.model import Diagnostic, Severity
from teleo.rules.rule import Context, Rule


def _check(context: Context) -> Iterator[Diagnostic]:
    for path, fault in context.vault.faults:
        if fault.code == RULE.code and (context.only is None or path.removesuffix(".md") in context.only):
            yield RULE.at_file(path, fault.message)


RULE = Rule("FM107", "file-skipped", Severity.ERROR, _check)

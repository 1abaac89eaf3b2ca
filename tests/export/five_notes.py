"""A vault of five notes on disk, whose titles and words are as hostile as a file name allows."""

from pathlib import Path

from teleo.config import read_config
from teleo.export import View
from teleo.graph.build import build_graph
from teleo.vault.reader import read_vault

EVIL = "<img src=x onerror=window.broken=1> & 'q'"
BREAKOUT = "</script><script>window.broken=1</script>"

NOTES = {
    "claims/rain falls upward in a storm.md": """---
type: claim
domain: weather
description: the updraught carries drops
confidence: experimental
source: "[[Field notes of a storm]]"
created: 2026-03-24
depends_on:
- heat makes air rise
challenged_by:
- "[[gravity always wins]]"
- a drop has a weight
---
# rain falls upward in a storm

See [[heat makes air rise]].

Relevant Notes:
- [[gravity always wins]] — it says the reverse
Topics:
- [[weather]]
""",
    "claims/heat makes air rise.md": """---
type: claim
domain: weather
description: "warm air, being lighter, rises; Ærø, 雨, 🌧"
confidence: proven
source: textbooks
created: 2026-01-02
supports:
- rain falls upward in a storm
---
# heat makes air rise
""",
    "claims/gravity always wins.md": f"""---
type: claim
domain: physics
description: "{BREAKOUT}"
confidence: likely
source: "=cmd()"
created: 2026-02-03
contradicts:
- rain falls upward in a storm
---
# gravity always wins
""",
    "sources/Field notes of a storm.md": f"""---
type: source
title: "{EVIL}"
author: Lake, Ada
year: 1998
url: https://example.org/storm?a=1&b=2
description: notes {{taken}} 100% by hand
aliases:
- Field notes of a storm
---
# Field notes of a storm
""",
    "maps/weather.md": """---
type: map
---
# weather
- [[rain falls upward in a storm]]
""",
}


def five_notes(folder: Path, more: dict[str, str] | None = None) -> View:
    """Write the five notes, and any further ones, into `folder` and return them as a view."""
    for path, text in {**NOTES, **(more or {})}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    vault = read_vault(folder, read_config(folder))
    return View(vault, build_graph(vault))

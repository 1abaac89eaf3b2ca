"""Small vaults for the tests of the editor."""

from pathlib import Path

PREMISE = """---
type: claim
domain: compute
description: Models are trained once and queried for years.
confidence: speculative
source: an essay
created: 2026-01-01
---
# Queries outnumber training runs
"""

GROWTH = """---
type: claim
domain: compute
description: Serving takes more chips every year.
confidence: likely
source: a report
created: 2026-01-02
depends_on:
- Queries outnumber training runs
challenged_by:
- Chips get cheaper faster than demand grows
quantities:
  share: {calc: shift.share_at, in: {share0: 35%, growth_ratio: 3, years: 2}, stated: 80% to 90%, var: part}
  base: {calc: given, stated: 5 GW}
---
# Inference outgrows training

The share is [about 12%](#q:share) in two years, see [[Queries outnumber training runs]].

## Why it matters 😀 é

Clusters follow their load: [[chips follow load|the chips]].

## Challenges

None yet.

---

Relevant Notes:
- [[chips follow load]] — what is built

Topics:
- [[compute map]]
"""

CHIPS = """---
type: claim
domain: hardware
description: What is built is what is bought.
confidence: experimental
source: a survey
created: 2026-01-03
depends_on:
  - "Inference outgrows training"
supports:
- Queries outnumber training runs
quantities:
  power:
    calc: given
    stated: 12 GW
    src: a table
---
# Chips follow load

More in [the growth note](../compute/Inference%20outgrows%20training.md#challenges).
The share [again](../compute/Inference%20outgrows%20training.md#q:share).
"""

MAP = """---
type: map
description: All on compute.
---
# Compute map

- [[Inference outgrows training]]
- [[Queries outnumber training runs]]
"""

NOTES = {
    "compute/Queries outnumber training runs.md": PREMISE,
    "compute/Inference outgrows training.md": GROWTH,
    "hardware/chips follow load.md": CHIPS,
    "maps/compute map.md": MAP,
}

GROWTH_PATH = "compute/Inference outgrows training.md"
CHIPS_PATH = "hardware/chips follow load.md"


def write_vault(root: Path, notes: dict[str, str] = NOTES, settings: str | None = "") -> Path:
    """Write notes below `root`, with settings unless they are `None`, and return it."""
    root.mkdir(parents=True, exist_ok=True)
    if settings is not None:
        (root / "teleo.toml").write_text(settings)
    for path, text in notes.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")
    return root

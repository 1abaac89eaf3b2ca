"""Small vaults for the tests of the site."""

from collections.abc import Mapping
from pathlib import Path

from teleo.pipeline import survey
from teleo.site.build import BuildReport, build_site


def write_vault(root: Path, files: Mapping[str, str]) -> Path:
    """Write files by their path below `root`; every one is a note unless its name says otherwise."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return root


def build(root: Path, folder: Path, **options: object) -> BuildReport:
    """Survey the vault at `root` and build its site into `folder`."""
    return build_site(survey(root), None, folder, **options)  # type: ignore[arg-type]


def page_of(folder: Path, slug: str) -> str:
    """Return the text of the one page whose folder's name begins with `slug`."""
    (page,) = folder.glob(f"*/{slug}-??????/index.html")
    return page.read_text(encoding="utf-8")


def claim(title: str, body: str = "It is so.", confidence: str = "likely", **fields: str) -> str:
    """Return a claim; `fields` are lines of frontmatter by key, their values as YAML."""
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\ntype: claim\ndomain: trees\nconfidence: {confidence}\n{lines}---\n# {title}\n\n{body}\n"


FOREST = {
    "Oaks outlive birches.md": claim(
        "Oaks outlive birches",
        "Foresters count rings. See [[Rings count years|the rings]] for how. [Counted](Rings%20count%20years.md).\n\n"
        "---\nRelevant Notes:\n- [[Birches grow fast]] — speed costs years\n\nTopics:\n- [[Trees]]",
        confidence="proven",
        description="By two centuries on average",
        question="Which tree lives longest?",
        depends_on="[Rings count years]",
        challenged_by='["[[Birches grow fast]]", "A storm fells any tree"]',
        responses='["Storms fell birches first"]',
    ),
    "Rings count years.md": claim("Rings count years", confidence="experimental"),
    "Birches grow fast.md": claim(
        "Birches grow fast", "Faster than oaks, as [[Oaks outlive birches]] admits. Other words."
    ),
    "Which tree lives longest.md": "---\ntype: question\ndomain: trees\n---\n# Which tree lives longest?\n",
    "Trees.md": "---\ntype: map\ndomain: trees\n---\n# Trees\n\n- [[Oaks outlive birches]]\n",
}
"""Five notes: a claim rated above its premise, with a challenge, a question and a topic map."""

_SHARE = """
  share_2030:
    calc: shift.share_at
    in: {share0: 30% to 40%, growth_ratio: 1.5 to 2.5, years: 4}
    as_of: 2026
    stated: 80% to 90%
"""
_PARITY = """
  later:
    calc: shift.share_at
    in: {share0: "= Oaks take over#share_2030", growth_ratio: 1.2 to 1.8, years: 5}
    as_of: 2030
    stated: 95%+
"""
LONG_TITLE = (
    "Trees that stand alone in open meadows grow wider crowns and deeper roots than trees of the same age in dense "
    "stands because light reaches every branch of theirs and wind makes the stem thicken where it bends most"
)
LIVELY = {
    **FOREST,
    "teleo.toml": '[vault]\ntitle = "A forest"\ndescription = "Claims on trees."\n',
    "Oaks take over.md": claim(
        "Oaks take over",
        "By 2030 oaks hold [about 84%](#q:share_2030) of the wood.\n\n## Why\n\n"
        "They wait. $$s = \\frac{o}{1 + o}$$\n\n| tree | share |\n|---|---|\n| oak | 84% |\n\n"
        "```python\nshare = 0.84\n```\n\n- [x] counted\n- [ ] weighed\n\nSee [[A tree that is not there]] "
        "and [a forester](https://example.org/).[^1]\n\n[^1]: In a book.",
        quantities=_SHARE,
        depends_on="[Oaks outlive birches]",
        contradicts="[Birches grow fast]",
    ),
    "Birches are gone by 2035.md": claim(
        "Birches are gone by 2035",
        "Oaks hold [nearly all](#q:later) by then.",
        "speculative",
        quantities=_PARITY,
        depends_on="[Oaks take over]",
        supports="[Oaks outlive birches]",
    ),
    "A forester's handbook.md": (
        "---\ntype: source\ndomain: trees\n---\n# A forester's handbook\n\nOn [[Rings count years]].\n"
    ),
    "Broken.md": "---\ntype: claim\nconfidence: [unclosed\n---\n# Broken\n\nStill readable.\n",
    f"{LONG_TITLE}.md": claim(LONG_TITLE),
}
"""A forest with numbers of which one rests on another claim's, formulas, a bad file and a long title."""

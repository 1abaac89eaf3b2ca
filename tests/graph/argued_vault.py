"""A vault of twelve notes on disk in which every question of an audit has an answer."""

from collections.abc import Mapping

from tests.repository import claim_text

NOTES: Mapping[str, str] = {
    "ground.md": claim_text("ground", "speculative", created="2025-01-01"),
    "middle.md": claim_text("middle", "likely", depends_on=["ground"], created="2026-01-01", domain="d"),
    "top.md": claim_text(
        "top", "proven", depends_on=["[[middle]]"], created="2026-01-01", domain="d", source="me"
    ),
    "beside.md": claim_text(
        "beside", "likely", depends_on=["unrated", "a sentence in prose"], supports=["top"]
    ),
    "unrated.md": claim_text("unrated", "plausible", depends_on=["ground"], created="2026-03-00"),
    "ring one.md": claim_text("ring one", "likely", depends_on=["ring two"], body="`[[ground]]` is code."),
    "ring two.md": claim_text("ring two", "likely", depends_on=["ring three", "ring one"]),
    "ring three.md": claim_text("ring three", "likely", depends_on=["ring one"]),
    "lonely.md": claim_text("lonely", "experimental"),
    "doubt.md": claim_text(
        "doubt",
        "likely",
        challenges=["top"],
        contradicts=["middle"],
        created="2026-02-01",
        body="See [[top|it]].",
    ),
    "asked.md": claim_text(
        "asked",
        "experimental",
        challenged_by=['"[[doubt]]"', "a challenge in words", "another in words"],
        responses=["to the words, no", "to [[doubt]], it does not hold"],
        created="2026-01-10",
        body="Text.\n\nRelevant Notes:\n- [[top]] — a reason\n\nTopics:\n- [[map of all]]",
    ),
    "map of all.md": "---\ntype: map\n---\n# map of all\n\n- [[top]]\n- [[middle]]\n",
}

"""Whatever a note is called and however it is named: after a rename every edge leads where it led."""

from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lsprotocol import types

from teleo.lsp.completion_titles import as_yaml
from teleo.lsp.rename import RenameRefusedError, rename
from teleo.model import loose
from teleo.pipeline import survey
from tests.lsp.desk import Desk, applied, document
from tests.lsp.vaults import write_vault

WORDS = st.sampled_from(
    ("it's", "so", 'a "quoted" word', "50%", "é", "e\u0301", "😀", "one, two", "a: b", "#1", "- x", "& co", "(b)",
     "yes", "[x", "{y}", "no!", "*z*", "~", "a_b", "@c", "null", "1", "…", "— dash —", "'single'", "what?", "x;y")
)  # fmt: skip
TITLES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)

FORMS = {
    "wikilink": lambda name, path: f"[[{name}]]",
    "shown": lambda name, path: f"[[{name}|shown]]",
    "heading": lambda name, path: f"[[{name}#Part]]",
    "embed": lambda name, path: f"![[{name}]]",
    "spaced": lambda name, path: f"[[ {name} ]]",
    "address": lambda name, path: f"[words]({quote(path)})",
    "angle": lambda name, path: f"[{name}](<{path}>)",
    "quantity": lambda name, path: f"[3]({quote(path)}#q:q)",
    "note": lambda name, path: f"Relevant Notes:\n- [[{name}]] — because of it",
}
FIELDS = {
    "supports": lambda name: as_yaml(name, in_flow=False),
    "depends_on": lambda name: as_yaml(name, in_flow=False, quote='"'),
    "challenges": lambda name: as_yaml(name, in_flow=False, quote="'"),
    "related": lambda name: as_yaml(f"[[{name}]]", in_flow=False),
    "reweave_edges": lambda name: as_yaml(f"{name}|cites|2026-01-01", in_flow=False),
}


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(
    old=TITLES,
    new=TITLES,
    forms=st.sets(st.sampled_from(sorted(FORMS)), min_size=1),
    fields=st.sets(st.sampled_from(sorted(FIELDS))),
    folder=st.sampled_from(("", "deep/er/")),
    mark=st.sampled_from(("", "'", '"')),
)
def test_a_rename_keeps_every_edge(
    old: str, new: str, forms: set[str], fields: set[str], folder: str, mark: str
) -> None:
    unfit = set('|#[]/\\:*?"<>')
    assume(not unfit & set(old.replace(":", "").replace('"', "").replace("?", "").replace("*", "")))
    assume(len({loose(old), loose(new), "b"}) == 3 and loose(old) and old.strip() == old and old[0] != ".")
    path = f"{folder}{old}.md"
    block = "".join(f"{name}:\n- {FIELDS[name](old)}\n" for name in sorted(fields))
    body = "\n\n".join(FORMS[name](old, path) for name in sorted(forms, key=lambda one: (one == "note", one)))
    reference = as_yaml(f"= {old}#q", in_flow=False, quote=mark)
    block += (
        f"quantities:\n  r:\n    calc: growth.annual\n    in:\n      factor: {reference}\n      years: 2\n"
    )
    notes = {
        path: f"---\ntype: claim\nquantities:\n  q: {{calc: given, stated: 3}}\n---\n# {old}\n\n## Part\n",
        "b.md": f"---\ntype: claim\n{block}---\n{body}\n",
    }
    with TemporaryDirectory() as place:
        root = write_vault(Path(place), notes)
        fresh = survey(root)
        before = {(edge[0], edge[1], edge[2]) for edge in fresh.graph.edges(keys=True)}
        is_computed = fresh.quantities["b", "r"].value is not None
        assume(any(edge[1] == folder + old for edge in before))
        desk = Desk(root)
        view = desk.open(path)
        where = view.positions.position(view.text.index("\n# ") + 4)
        try:
            edit = rename(view, types.RenameParams(document(view), where, new))
        except RenameRefusedError:
            assert unfit & set(new) or new.endswith(".")
            assert (root / path).read_text() == notes[path]
            return
        assert edit is not None
        applied(root, edit)
        title = " ".join(new.split())
        after = survey(root)
        assert {(edge[0], edge[1], edge[2]) for edge in after.graph.edges(keys=True)} == {
            (origin, folder + title if target == folder + old else target, relation)
            for origin, target, relation in before
        }
        assert (after.quantities["b", "r"].value is not None) == is_computed
        assert not [one for one in after.diagnostics if one.code in ("LK501", "LK502", "LK503", "FM102")]

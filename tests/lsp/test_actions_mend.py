"""Each fix that the editor offers on a rule's own bad example takes a diagnostic away, for editor and shell alike."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types

from teleo.lsp.code_actions import code_actions
from teleo.pipeline import survey
from teleo.rules import RULES, Rule
from teleo.rules.page import example
from tests.lsp.desk import Desk, applied, document

Found = Counter[tuple[str, str]]


def opened(rule: Rule, root: Path) -> Iterator[tuple[Desk, str]]:
    """Yield the bad example of a rule in an editor, with the path of each note that the rule speaks of."""
    for file in example(rule, "Bad"):
        file.write(root)
    paths = {one.path for one in survey(root).diagnostics if one.code == rule.code}
    for path in sorted(paths):
        try:
            (root / path).read_bytes().decode()
        except (OSError, UnicodeDecodeError):  # no editor opens it as text
            continue
        yield Desk(root), path


def offered(desk: Desk, path: str, code: str) -> list[types.CodeAction]:
    """Return the quick fixes on all lines that a code is found on."""
    view = desk.open(path)
    view.session.survey()  # the rules that compare all notes speak after it
    found: dict[str, types.CodeAction] = {}
    for one in view.vault.check({view.note.id}):
        if one.code == code:
            range_ = view.positions.range_of(one.place)
            params = types.CodeActionParams(document(view), range_, types.CodeActionContext([]))
            for action in code_actions(view, params):
                is_own = not action.diagnostics or action.diagnostics[0].code == code
                if action.kind == types.CodeActionKind.QuickFix and is_own:
                    found.setdefault(action.title, action)
    return [action for title, action in found.items() if code in title or not title.startswith("Ignore")]


def by_shell(root: Path, code: str) -> Found:
    return Counter((one.path, one.message) for one in survey(root).diagnostics if one.code == code)


def by_editor(root: Path, path: str, code: str) -> Found:
    view = Desk(root).open(path)
    view.session.survey()
    found = view.vault.check({view.note.id})
    return Counter((one.path, one.message) for one in found if one.code == code)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code != "FM107"], ids=lambda rule: rule.code)
def test_what_is_offered_mends(rule: Rule, tmp_path: Path) -> None:
    for desk, path in opened(rule, tmp_path / "seen"):
        count = len(offered(desk, path, rule.code))
        assert count > 0
        for number in range(count):
            root = tmp_path / f"{Path(path).stem[:20]} {number}"
            (again,) = [desk for desk, other in opened(rule, root) if other == path]
            before = by_shell(root, rule.code)
            action = offered(again, path, rule.code)[number]
            assert action.edit is not None
            applied(root, action.edit)
            after = by_shell(root, rule.code)
            assert after.total() < before.total(), (action.title, after)
            own = Counter({key: value for key, value in after.items() if key[0] == path})
            assert by_editor(root, path, rule.code) == own, action.title

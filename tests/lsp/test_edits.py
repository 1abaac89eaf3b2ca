"""However a vault is typed, it ends where a fresh start on the final texts begins."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lsprotocol import types

from teleo.pipeline import survey
from tests.edits import LINES
from tests.lsp.desk import Desk
from tests.lsp.vaults import CHIPS_PATH, GROWTH_PATH, NOTES, write_vault
from tests.test_session import known

PATHS = (GROWTH_PATH, CHIPS_PATH)
PIECES = st.sampled_from(
    (*LINES, "", "[[", "]]", "😀", "e\u0301", "\r\n", "---", "title: chips follow load\n")
)
EDITS = st.lists(
    st.tuples(st.sampled_from(PATHS), st.floats(0, 1), st.integers(0, 60), PIECES, st.booleans()), max_size=8
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS, st.sampled_from(("utf-8", "utf-16", "utf-32")))
def test_typing_ends_where_a_fresh_start_begins(
    edits: list[tuple[str, float, int, str, bool]], encoding: str
) -> None:
    with TemporaryDirectory() as folder:
        root = write_vault(Path(folder))
        desk = Desk(root, encoding)
        texts = {path: NOTES[path] for path in PATHS}
        for path in PATHS:
            desk.open(path)
        for version, (path, share, length, new, is_asked) in enumerate(edits, 2):
            before = desk.workspace.buffer(desk.uri(path))
            assert before is not None and before.text == texts[path]
            view = desk.view(path)
            assert view is not None
            start = int(share * len(before.text))
            span = view.positions.range(view.positions.span(_range(view, start, start + length)))
            start, end = (view.positions.offset(place) for place in (span.start, span.end))
            texts[path] = before.text[:start] + new + before.text[end:]
            change = types.TextDocumentContentChangePartial(span, new)
            desk.workspace.change(desk.uri(path), version, [change])
            if is_asked:
                view = desk.view(path)
                assert view is not None
                view.session.check({view.note.id})
        write_vault(root, texts)
        end_view = desk.view(GROWTH_PATH)
        assert end_view is not None
        assert {path: _text(desk, path) for path in PATHS} == texts
        assert known(end_view.session.survey()) == known(survey(root))


def _range(view, start: int, end: int) -> types.Range:  # type: ignore[no-untyped-def]
    return types.Range(view.positions.position(start), view.positions.position(end))


def _text(desk: Desk, path: str) -> str:
    buffer = desk.workspace.buffer(desk.uri(path))
    assert buffer is not None
    return buffer.text

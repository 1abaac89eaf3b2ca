"""Code actions: what mends a diagnostic, what changes a note at the cursor, what tidies the whole of it."""

from collections.abc import Iterator

from lsprotocol import types

from teleo.lsp.diagnostics import as_shown, overlapping
from teleo.lsp.format import format_edits, text_edits
from teleo.lsp.new_claim import claim_from_entry
from teleo.lsp.quick_fixes import ignored, meant, missing_fields, proposed_links, quoted_here
from teleo.lsp.view import View
from teleo.model import Diagnostic, Fix
from teleo.rules import fm109_suppression
from teleo.rules.fixing import apply_fixes

FIX_ALL = "source.fixAll.teleo"
FORMAT = "source.format.teleo"
KINDS = (
    types.CodeActionKind.QuickFix,
    types.CodeActionKind.RefactorRewrite,
    FIX_ALL,
    FORMAT,
)


def code_actions(view: View, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return what can be done in a range, the fixes of its diagnostics first."""
    found = [*_fixes(view, params.range), *_rewrites(view, params.range), *_of_source(view)]
    only = params.context.only
    if not only:
        return [action for action in found if action.kind not in (FIX_ALL, FORMAT)]
    return [action for action in found if any(_is_of(action.kind, wanted) for wanted in only)]


def _is_of(kind: types.CodeActionKind | str | None, wanted: types.CodeActionKind | str) -> bool:
    # Members of this enum are strings that print as something else; joined, they are themselves.
    return f"{''.join((kind or '',))}.".startswith(f"{''.join((wanted,))}.")


def _fixes(view: View, range_: types.Range) -> Iterator[types.CodeAction]:
    span = view.positions.span(range_)
    first, last = (view.note.document.lines.position(end)[0] for end in (span.start, span.end))
    here = overlapping(view.vault.check((view.note.id,)), first, last)
    for one in here:
        shown = as_shown(view.workspace, view.vault, one)
        offered = [] if one.fix is None else [one.fix]
        offered += [fix for fix in meant(view, one) if one.fix is None or fix.edits != one.fix.edits]
        for fix in offered:
            yield _quick_fix(view, fix, shown, is_preferred=fix is one.fix and fix.is_safe)
    for fix in missing_fields(view, here):
        yield _quick_fix(view, fix, None, is_preferred=False)
    # A comment that ignores the rule on such comments would be the next fault of that rule.
    for code in dict.fromkeys(one.code for one in here if one.code != fm109_suppression.RULE.code):
        yield _quick_fix(view, ignored(view, code), None, is_preferred=False)


def _quick_fix(
    view: View, fix: Fix, shown: types.Diagnostic | None, *, is_preferred: bool
) -> types.CodeAction:
    return types.CodeAction(
        title=fix.title[:1].upper() + fix.title[1:],
        kind=types.CodeActionKind.QuickFix,
        diagnostics=None if shown is None else [shown],
        is_preferred=is_preferred or None,
        edit=view.workspace_edit(fix.edits),
    )


def _rewrites(view: View, range_: types.Range) -> Iterator[types.CodeAction]:
    offset = view.positions.offset(range_.start)
    claim = claim_from_entry(view, offset)
    if claim is not None:
        yield types.CodeAction(claim[0], kind=types.CodeActionKind.RefactorRewrite, edit=claim[1])
    for fix in (*quoted_here(view, offset), *proposed_links(view, offset)):
        yield types.CodeAction(
            fix.title, kind=types.CodeActionKind.RefactorRewrite, edit=view.workspace_edit(fix.edits)
        )


def _of_source(view: View) -> Iterator[types.CodeAction]:
    edits = _all_fixed(view, view.vault.check((view.note.id,)))
    if edits:
        yield types.CodeAction("Apply all safe fixes", kind=FIX_ALL, edit=_own_edit(view, edits))
    edits = format_edits(view) or []
    if edits:
        yield types.CodeAction("Format the frontmatter", kind=FORMAT, edit=_own_edit(view, edits))


def _all_fixed(view: View, found: tuple[Diagnostic, ...]) -> list[types.TextEdit]:
    own = [one for one in found if one.fix and all(edit.path == view.note.path for edit in one.fix.edits)]
    texts = apply_fixes(view.session.vault, own).texts
    return text_edits(view, view.text, texts.get(view.note.path, view.text))


def _own_edit(view: View, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
    if not view.workspace.abilities.document_changes:
        return types.WorkspaceEdit(changes={view.buffer.uri: edits})
    change = types.TextDocumentEdit(view.identifier(view.note.path), list(edits))
    return types.WorkspaceEdit(document_changes=[change])

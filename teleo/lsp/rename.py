"""Rename: a claim gets a new title, and its file, its heading and all that name it follow."""

import posixpath

from lsprotocol import types

from teleo.errors import TeleoError
from teleo.lsp.cursor import reference_at, referred_note_at, title_at
from teleo.lsp.lone import NoVaultError
from teleo.lsp.renaming import Move, edits_for
from teleo.lsp.view import View
from teleo.model import Note, Span, loose, slug, whole_slug
from teleo.rules.reference import Reference
from teleo.vault.file_name import UNFIT, is_device

MAX_NAME_BYTES = 255

_LONG = 40


class RenameRefusedError(TeleoError):
    """A note cannot get a name."""

    def __init__(self, title: str, problem: str) -> None:
        super().__init__(f"cannot rename to {title!r}: {problem}")
        self.title = title
        self.problem = problem


def prepare_rename(view: View, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """Return the text that a rename would replace, with the present title; `None` where nothing is named."""
    found = _named_at(view, view.positions.offset(params.position))
    if found is None:
        return None
    note, span = found
    return types.PrepareRenamePlaceholder(view.positions.range(span), note.title)


def rename(view: View, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """Return the one edit that renames the note at a position over the whole vault.

    Raises:
        RenameRefusedError: the title is taken, empty, or cannot be a file name, or the editor renames no files.
        NoVaultError: what links to the note is not known.
    """
    view.vault.look_at_files()
    view.vault.catch_up()
    found = _named_at(view, view.positions.offset(params.position))
    if found is None:
        return None
    if view.vault.lone:
        raise NoVaultError("rename the note")
    note, title = found[0], " ".join(params.new_name.split())
    if title == note.title:
        return types.WorkspaceEdit()
    move = Move(note, _new_path(note, title), title)
    _require_free(view, move, title)
    edits = edits_for(view.session, {note.id: move}, keep_alias=view.settings.keep_alias)
    if move.path == note.path:
        return view.workspace_edit(edits)
    if not view.workspace.abilities.renames:
        raise RenameRefusedError(title, "this editor renames no files; rename the file yourself")
    operation = types.RenameFile(old_uri=view.uri(note), new_uri=view.uri_at(move.path))
    return view.workspace_edit(edits, operation)


def _named_at(view: View, offset: int) -> tuple[Note, Span] | None:
    """Return the note that a place names, and the span of its name there."""
    reference = reference_at(view, offset)
    if reference is not None:
        note = view.session.vault.by_id.get(reference.resolution.id or "")
        return None if note is None else (note, _name_span(reference))
    span = title_at(view, offset)
    return referred_note_at(view, offset) if span is None else (view.note, span)


def _name_span(reference: Reference) -> Span:
    """Return where the name stands within a link or an entry, if it stands there as it is read."""
    text, span = reference.note.document.text, reference.span
    start = text.find(reference.text, span.start, span.end)
    return Span(start, start + len(reference.text)) if start >= 0 else span


def _new_path(note: Note, title: str) -> str:
    """Return the path of the file under a new title; a name that never said the title stays."""
    if not title:
        raise RenameRefusedError(title, "a title needs words")
    unlinkable = set("[]|#") & set(title)
    if unlinkable:
        raise RenameRefusedError(title, f"no link could hold the character {min(unlinkable)!r}")
    if not _says_title(note):
        return note.path
    # A name of one word is no slug but a title, unless the title is written otherwise.
    is_slug = slug(note.stem) == note.stem and ("-" in note.stem or note.stem != note.title)
    stem = (whole_slug(title) or title) if is_slug else title
    require_file_name(title, stem)
    return posixpath.join(posixpath.dirname(note.path), f"{stem}.md")


def _says_title(note: Note) -> bool:
    """Whether the file's name is the title, in whatever form, or the beginning of a long one."""
    name, title = slug(note.stem), slug(note.title)
    return loose(note.stem) == loose(note.title) or (len(name) >= _LONG and title.startswith(name))


def require_file_name(title: str, stem: str) -> None:
    """Make sure that a file may be named `stem` on every system, for a note of this title.

    Raises:
        RenameRefusedError: it may not.
    """
    unfit = UNFIT.search(stem)
    if unfit is not None:
        raise RenameRefusedError(
            title, f"a file name cannot hold {unfit[0][0]!r} on every system; leave it out"
        )
    if not stem or stem.startswith(".") or stem.endswith((".", " ")):
        raise RenameRefusedError(title, "a file name cannot be empty, or begin or end with a dot")
    if is_device(stem):
        raise RenameRefusedError(title, "Windows keeps this name for a device; say more in it")
    size = len(f"{stem}.md".encode("utf-8", "replace"))
    if size > MAX_NAME_BYTES:
        raise RenameRefusedError(
            title, f"the file name would have {size} bytes; {MAX_NAME_BYTES} are allowed"
        )


def _require_free(view: View, move: Move, title: str) -> None:
    vault = view.session.vault
    for name in (title, move.id):
        found = vault.resolver.resolve(name)
        others = [id_ for id_ in found.ids if id_ != move.note.id]
        if others and (found.step.is_exact or loose(vault.by_id[others[0]].title) == loose(title)):
            raise RenameRefusedError(title, f"{vault.by_id[others[0]].path} has this title already")
    place = vault.root / move.path
    is_same = move.path.casefold() == move.note.path.casefold()
    if move.path != move.note.path and not is_same and (place.exists() or move.path in vault.by_path):
        raise RenameRefusedError(title, f"a file {move.path} is there already")

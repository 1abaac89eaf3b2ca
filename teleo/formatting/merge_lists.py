"""Merges the entries of three lists as ordered sets, comments kept."""

from collections.abc import Hashable
from dataclasses import replace

from teleo.formatting.comments import comments_in, lost_comments
from teleo.formatting.parts import Entry, Lines

Entries = tuple[Entry, ...]


def merged_entries(base: Entries, ours: Entries, theirs: Entries) -> Entries:
    """Return the ordered set of three: what both kept, then what ours added, then what theirs added.

    An entry that either side removed is gone. Where one side left the list as it was, the other's stands with
    its order. Of two records of one edge with different dates that both sides added, the earlier stays.
    """
    if _says(ours) == _says(base):
        return _with_comments(theirs, ours, base)
    if _says(theirs) == _says(base):
        return _with_comments(ours, theirs, base)
    known, left, right = _by_identity(base), _by_identity(ours), _by_identity(theirs)
    kept = [entry for entry in ours if entry.identity in right or entry.identity not in known]
    kept += [entry for entry in theirs if entry.identity not in left and entry.identity not in known]
    chosen = tuple(_chosen(known.get(entry.identity), entry, right.get(entry.identity)) for entry in kept)
    left_over = _orphans(chosen, ours, known)
    return tuple(
        replace(entry, lead=left_over.get(entry.identity, ()) + entry.lead)
        for entry in _with_comments(chosen, theirs, base)
    )


def merged_comments(base: Lines, ours: Lines, theirs: Lines) -> Lines:
    """Return the comment and blank lines of three places; of two that differ, those of ours and then theirs."""
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    known = {*ours, *base}
    return ours + tuple(line for line in theirs if line.strip() and line not in known)


def _says(entries: Entries) -> tuple[Hashable, ...]:
    return tuple(entry.meaning for entry in entries)


def _by_identity(entries: Entries) -> dict[Hashable, Entry]:
    found: dict[Hashable, Entry] = {}
    for entry in entries:
        found.setdefault(entry.identity, entry)
    return found


def _chosen(base: Entry | None, ours: Entry, theirs: Entry | None) -> Entry:
    """Return which record of an entry stays; `ours` is an entry of the merged list."""
    if theirs is None or ours.meaning == theirs.meaning or (base and theirs.meaning == base.meaning):
        return ours
    if base and ours.meaning == base.meaning:
        return theirs
    return min(ours, theirs, key=lambda entry: (not entry.date, entry.date))


def _with_comments(chosen: Entries, other: Entries, base: Entries) -> Entries:
    """Return `chosen` with the comments that the other side added or changed above and beside its entries."""
    known, others = _by_identity(base), _by_identity(other)
    orphans = _orphans(chosen, other, known)
    result = []
    for entry in chosen:
        was, beside = known.get(entry.identity), others.get(entry.identity)
        lines, lead = entry.lines, entry.lead
        if beside is not None:
            lead = merged_comments(was.lead if was else (), lead, beside.lead)
            if was is not None and lines == was.lines and beside.meaning == entry.meaning:
                lines = beside.lines
            lead += lost_comments(was.lines if was else (), entry.lines, beside.lines, lines)
        result.append(
            Entry(entry.identity, entry.meaning, lines, orphans.pop(entry.identity, ()) + lead, entry.date)
        )
    return tuple(result)


def _orphans(chosen: Entries, other: Entries, known: dict[Hashable, Entry]) -> dict[Hashable, Lines]:
    """Return the new comments of entries that are gone, by the entry that follows them."""
    present = {entry.identity for entry in chosen}
    waiting: Lines = ()
    found: dict[Hashable, Lines] = {}
    for entry in other:
        if entry.identity in present:
            found[entry.identity] = found.get(entry.identity, ()) + waiting
            waiting = ()
        else:
            was = known.get(entry.identity)
            old = frozenset((*was.lead, *comments_in(was.lines)) if was else ())
            lines = (*entry.lead, *comments_in(entry.lines))
            waiting += tuple(line for line in lines if line.strip() and line not in old)
    if waiting and chosen:
        last = chosen[-1].identity
        found[last] = found.get(last, ()) + waiting
    return {identity: lines for identity, lines in found.items() if lines}

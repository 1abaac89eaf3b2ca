"""What rules found, as the cache keeps it: it holds for as long as what they read is what it was."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

import msgspec

from teleo.cache import Cache, Pack
from teleo.model import Diagnostic, Edge
from teleo.rules.heads import argument_digest, head_digest
from teleo.rules.rule import Context, Rule
from teleo.rules.shingles import beginnings_of, wording_of

Findings = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """The digest of a note's head, what the local rules found in it, and how its sentences begin."""

    head: bytes
    findings: Findings
    beginnings: tuple[bytes, ...] = ()


_ROWS = msgspec.msgpack.Decoder(_Row)
_ALL: msgspec.msgpack.Decoder[Findings] = msgspec.msgpack.Decoder(Findings)
_ENCODER = msgspec.msgpack.Encoder()


def kept_findings(context: Context, rules: tuple[Rule, ...], cache: Cache) -> list[Diagnostic]:
    """Return what `rules` find in all notes, by looking only where something changed since `cache` was filled."""
    local = tuple(rule for rule in rules if rule.is_local)
    pack = cache.pack("findings", *(rule.code for rule in local))
    rows = local_rows(context, local, pack)
    pack.save()
    context = replace(context, beginnings=lambda note: rows[note.path].beginnings)
    found = [one for row in rows.values() for one in row.findings]
    of_heads = tuple(rule for rule in rules if rule.is_of_heads)
    edges: Iterable[Edge] = getattr(context.quantities, "edges", ())
    digest = argument_digest({path: row.head for path, row in rows.items()}, context.today, edges)
    pack = cache.pack("argument", *(rule.code for rule in of_heads))
    of_all: Findings = pack.derived("", digest, _ALL, partial(_found, context, of_heads))
    found += of_all
    pack.save()
    return found + [
        one for rule in rules if not (rule.is_local or rule.is_of_heads) for one in rule.check(context)
    ]


def local_rows(context: Context, rules: tuple[Rule, ...], pack: Pack) -> dict[str, _Row]:
    """Return the row of each note by its path; `rules`, all of them local, look only at notes not in `pack`."""
    found: dict[str, _Row] = {}
    waiting: list[str] = []
    for note in context.notes:
        row = pack.get(note.path, bytes.fromhex(note.document.digest))
        try:
            if row is None:
                waiting.append(note.path)
            else:
                found[note.path] = _ROWS.decode(row)
        except msgspec.MsgspecError:
            waiting.append(note.path)
    if waiting:
        by_path = context.vault.by_path
        unseen = replace(context, only=frozenset(by_path[path].id for path in waiting))
        fresh = defaultdict[str, list[Diagnostic]](list)
        for diagnostic in _found(unseen, rules):
            fresh[diagnostic.path].append(diagnostic)
        for path in waiting:
            note = by_path[path]
            found[path] = _Row(head_digest(note), tuple(fresh[path]), beginnings_of(wording_of(note)))
            pack.put(path, bytes.fromhex(note.document.digest), _ENCODER.encode(found[path]))
    return found


def _found(context: Context, rules: tuple[Rule, ...]) -> Findings:
    return tuple(diagnostic for rule in rules for diagnostic in rule.check(context))

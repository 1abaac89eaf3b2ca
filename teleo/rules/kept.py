"""What rules found, as the cache keeps it: it holds for as long as what they read is what it was."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import msgspec

from teleo.cache import Cache, Pack
from teleo.model import Diagnostic, Edge, Note
from teleo.rules.heads import argument_digest, head_digest, names_digest
from teleo.rules.reference import may_name_a_file
from teleo.rules.rule import Context, Rule
from teleo.rules.shingles import Share, beginnings_of, wording_of
from teleo.vault.reader import Vault

Findings = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """The digest of a note's head, what the local rules found in it, and how its sentences begin."""

    head: bytes
    findings: Findings
    beginnings: tuple[bytes, ...] = ()


_ROWS = msgspec.msgpack.Decoder(_Row)
_ALL: msgspec.msgpack.Decoder[Findings] = msgspec.msgpack.Decoder(Findings)
_SHARE = msgspec.msgpack.Decoder(float)
_ENCODER = msgspec.msgpack.Encoder()


def kept_findings(context: Context, rules: tuple[Rule, ...], cache: Cache) -> list[Diagnostic]:
    """Return what `rules` find in all notes, by looking only where something changed since `cache` was filled."""
    local = tuple(rule for rule in rules if rule.is_local)
    pack = cache.pack("findings", *(rule.code for rule in local))
    rows = local_rows(context, local, pack)
    pack.save()
    found = [one for row in rows.values() for one in row.findings]
    found += _of_names(context, tuple(rule for rule in rules if rule.is_of_names), cache)
    of_heads = tuple(rule for rule in rules if rule.is_of_heads)
    edges: Iterable[Edge] = getattr(context.quantities, "edges", ())
    digest = argument_digest({path: row.head for path, row in rows.items()}, context.today, edges)
    pack = cache.pack("argument", *(rule.code for rule in of_heads))
    of_all: Findings = pack.derived("", digest, _ALL, partial(_found, context, of_heads))
    found += of_all
    pack.save()
    pack = cache.pack("overlaps")
    context = replace(
        context,
        beginnings=lambda note: rows[note.path].beginnings,
        kept_share=partial(_kept_share, context.vault, pack),
    )
    rest = (rule for rule in rules if not (rule.is_local or rule.is_of_names or rule.is_of_heads))
    found += _found(context, tuple(rest))
    pack.save()
    return found


def local_rows(context: Context, rules: tuple[Rule, ...], pack: Pack) -> dict[str, _Row]:
    """Return the row of each note by its path; `rules`, all of them local, look only at notes not in `pack`."""
    found: dict[str, _Row] = {}
    waiting: list[str] = []
    for note in context.notes:
        row = pack.read(note.path, bytes.fromhex(note.document.digest), _ROWS)
        if row is None:
            waiting.append(note.path)
        else:
            found[note.path] = row
    for note, fresh in _found_in(context, rules, waiting):
        found[note.path] = _Row(head_digest(note), fresh, beginnings_of(wording_of(note)))
        pack.put(note.path, bytes.fromhex(note.document.digest), _ENCODER.encode(found[note.path]))
    return found


def _of_names(context: Context, rules: tuple[Rule, ...], cache: Cache) -> Iterator[Diagnostic]:
    """Yield what `rules` find, by looking only at notes that changed, unless a name did.

    A note that links to files is looked at each time, since those are no notes and come and go.
    """
    names = names_digest(context.vault.notes, context.meant())
    pack = cache.pack("named", names, *(rule.code for rule in rules))
    to_files = {note.path for note in context.notes if any(map(may_name_a_file, note.links))}
    waiting: list[str] = []
    for note in context.notes:
        digest = bytes.fromhex(note.document.digest)
        kept = None if note.path in to_files else pack.read(note.path, digest, _ALL)
        if kept is None:
            waiting.append(note.path)
        else:
            yield from kept
    for note, fresh in _found_in(context, rules, waiting):
        yield from fresh
        if note.path not in to_files:
            pack.put(note.path, bytes.fromhex(note.document.digest), _ENCODER.encode(fresh))
    pack.save()


def _kept_share(vault: Vault, pack: Pack, fresh: Share) -> Share:
    """Return `fresh`, which is asked only for notes that changed since `pack` was filled."""
    digests = {note.id: bytes.fromhex(note.document.digest) for note in vault.notes}

    def share(one: str, two: str) -> float:
        return pack.derived(f"{one}\0{two}", digests[one] + digests[two], _SHARE, partial(fresh, one, two))

    return share


def _found_in(
    context: Context, rules: tuple[Rule, ...], paths: Collection[str]
) -> Iterator[tuple[Note, Findings]]:
    """Yield each of the notes at `paths` with what `rules` find in it, which is told nowhere else."""
    if not paths:
        return
    notes = [context.vault.by_path[path] for path in paths]
    fresh = defaultdict[str, list[Diagnostic]](list)
    for diagnostic in _found(replace(context, only=frozenset(note.id for note in notes)), rules):
        fresh[diagnostic.path].append(diagnostic)
    for note in notes:
        yield note, tuple(fresh[note.path])


def _found(context: Context, rules: tuple[Rule, ...]) -> Findings:
    return tuple(diagnostic for rule in rules for diagnostic in rule.check(context))

"""What the local rules found, as the cache keeps it: it holds for as long as the note is what it was."""

from collections import defaultdict
from dataclasses import replace

import msgspec

from teleo.cache import Pack
from teleo.model import Diagnostic
from teleo.rules.rule import Context, Rule

_DECODER = msgspec.msgpack.Decoder(tuple[Diagnostic, ...])
_ENCODER = msgspec.msgpack.Encoder()


def local_findings(context: Context, rules: tuple[Rule, ...], pack: Pack) -> list[Diagnostic]:
    """Return what `rules`, all of them local, find in the notes, by looking only at those not in `pack`."""
    found: list[Diagnostic] = []
    waiting: dict[str, bytes] = {}
    for note in context.notes:
        digest = bytes.fromhex(note.document.digest)
        row = pack.get(note.path, digest)
        try:
            if row is None:
                waiting[note.path] = digest
            else:
                found += _DECODER.decode(row)
        except msgspec.MsgspecError:
            waiting[note.path] = digest
    fresh = defaultdict[str, list[Diagnostic]](list)
    if waiting:
        unseen = replace(context, only=frozenset(context.vault.by_path[path].id for path in waiting))
        for rule in rules:
            for diagnostic in rule.check(unseen):
                fresh[diagnostic.path].append(diagnostic)
    for path, digest in waiting.items():
        found += fresh[path]
        pack.put(path, digest, _ENCODER.encode(fresh[path]))
    return found

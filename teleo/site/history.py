"""What git remembers of the notes: when each was made and changed, where its page stood, how it was rated."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter

import msgspec
from msgspec import Struct

from teleo.cache import Cache
from teleo.model import Note
from teleo.site.address import note_addresses
from teleo.site.heads import Heads, changed_heads
from teleo.vault.discover import note_filter
from teleo.vault.git import GitError, blobs
from teleo.vault.history import Change, Commit, is_in_git, log_with_changes
from teleo.vault.lines import Log, followed
from teleo.vault.reader import Vault, read_note
from teleo.vault.repository import repository_state

MOST_DEEDS = 12
MOST_MOVES = 64
"""So many of a note's changes of address are followed, the newest."""

_WORDS = {"A": "added", "M": "changed", "R": "renamed", "D": "removed", "T": "changed"}


class Deed(Struct, frozen=True):
    """What one commit did to one note, in words."""

    date: str
    word: str
    subject: str
    author: str
    commit: str


class Rated(Struct, frozen=True):
    """A rating that a note was given, and when."""

    date: str
    word: str


class Past(Struct, frozen=True):
    """A note's history, newest first; `addresses` are where its page stood before some of the changes."""

    deeds: tuple[Deed, ...] = ()
    count: int = 0
    ratings: tuple[Rated, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def created(self) -> str:
        """The day of the commit that added the note; empty where none is known, as in a shallow copy."""
        return self.deeds[-1].date if self.deeds and self.deeds[-1].word == _WORDS["A"] else ""

    @property
    def changed(self) -> str:
        """The day of the last commit, unless that is the one that added the note."""
        return self.deeds[0].date if self.deeds and (self.count > 1 or not self.created) else ""

    @property
    def judged(self) -> str:
        """The day on which a commit last gave another rating; empty where none did."""
        return self.ratings[-1].date if len(self.ratings) > 1 else ""


class Told(Struct, frozen=True):
    """A change of a file, and the path of today of the note that it was then; `None` when that note is gone."""

    change: Change
    today: str | None


@dataclass(frozen=True)
class History:
    """The past of the notes that are there today, by their path, and every change, newest first.

    `since` is the day from which on all is known; empty where that is so of the whole history. `problem` is why
    git tells nothing of a repository that there is.
    """

    pasts: Mapping[str, Past] = field(default_factory=dict)
    changes: tuple[tuple[Commit, tuple[Told, ...]], ...] = ()
    since: str = ""
    problem: str = ""

    @property
    def bound(self) -> str:
        """A sentence on how far back the history goes; nothing where it goes back to its beginning."""
        return f" What was done before {self.since} is not in this copy of the history." if self.since else ""


_RATING = "confidence:"
_DECODER = msgspec.msgpack.Decoder(History)

_Text = tuple[str, bytes]
"""The path of a file, and git's name for its bytes."""


@dataclass(slots=True)
class _Life:
    """What is known of a note while its history is walked, newest first.

    `before` are its texts before the changes that may have moved its page.
    """

    deeds: list[Deed] = field(default_factory=list)
    ratings: list[tuple[Rated, str]] = field(default_factory=list)
    """Each with git's name for the text that was given it."""

    before: list[_Text] = field(default_factory=list)


def kept_history(vault: Vault, hidden: frozenset[str], cache: Cache) -> History:
    """Return what `read_history` does; git is asked only when it may have something else to say."""
    rated = [note.path for note in vault.notes if _shows_rating(note)]
    parts = (repository_state(vault.root), sorted(vault.by_path), rated, sorted(hidden))
    digest = blake2b(repr(parts).encode("utf-8", "replace"), digest_size=32).digest()
    pack = cache.pack("history")
    kept = pack.read("", digest, _DECODER)
    if kept is not None:
        return kept
    found = read_history(vault, hidden)
    if not found.problem:
        pack.put("", digest, msgspec.msgpack.encode(found))
        pack.save()
    return found


def _shows_rating(note: Note) -> bool:
    """Whether a line of the text of a note looks like that of a rating."""
    text, body = note.document.text, note.document.body
    return text.startswith(_RATING, body.start, body.end) or f"\n{_RATING}" in text[body.start : body.end]


def read_history(vault: Vault, hidden: frozenset[str] = frozenset()) -> History:
    """Return the history of a vault; nothing where there is no git or no repository.

    What was done to the notes that are at `hidden` today, paths below the vault, is left out.
    """
    try:
        if not is_in_git(vault.root):
            return History()
        log = tuple(log_with_changes(vault.root, joints=True))
        heads = changed_heads(vault.root)
        told = tuple(_told(vault, log, hidden, heads))
        lives: dict[str, _Life] = defaultdict(_Life)
        for commit, changes in told:
            for one in changes:
                if one.today is not None:
                    _live(lives[one.today], commit, one.change, heads)
        addresses = _addresses(vault, [text for life in lives.values() for text in life.before])
        for path, life in lives.items():
            if len(life.ratings) > 1 and _shows_rating(vault.by_path[path]):
                life.ratings = _of_heads(vault, life.ratings)
    except GitError as error:
        return History(problem=error.complaint)
    since = max((commit.date for commit, _ in log if commit.is_cut), default="")
    return History({path: _past(life, addresses) for path, life in lives.items()}, told, since)


def _told(
    vault: Vault, log: Log, hidden: frozenset[str], heads: Heads
) -> Iterator[tuple[Commit, tuple[Told, ...]]]:
    """Yield all commits but merges, whose changes others made, with the note of today that each change was to."""
    lines = followed(log)
    paths = {number: path for path, number in lines.today.items() if path in vault.by_path}
    silent = {number for path, number in lines.today.items() if path in hidden}
    for (commit, changes), notes in zip(log, lines.notes, strict=True):
        if not commit.is_merge:
            yield (
                commit,
                tuple(
                    Told(change, paths.get(note))
                    for change, note in zip(changes, notes, strict=True)
                    if note not in silent and (commit.hash, change.path) not in heads.drafts_gone
                ),
            )


def _live(life: _Life, commit: Commit, change: Change, heads: Heads) -> None:
    word = _WORDS.get(change.kind, "changed")
    life.deeds.append(Deed(commit.date, word, commit.subject, commit.author, commit.hash[:10]))
    if rating := heads.ratings.get((commit.hash, change.path)):
        life.ratings.append((Rated(commit.date, rating), f"{commit.hash}:./{change.path}"))
    may_move = change.kind == "R" or (commit.hash, change.path) in heads.moved
    if may_move and change.was and len(life.before) < MOST_MOVES:
        life.before.append((change.old or change.path, change.was.encode()))


def _past(life: _Life, addresses: Mapping[_Text, str]) -> Past:
    deeds = life.deeds
    shown = [*deeds[: MOST_DEEDS - 1], deeds[-1]] if len(deeds) > MOST_DEEDS else deeds
    ratings = [
        next(same) for _, same in groupby((one for one, _ in reversed(life.ratings)), attrgetter("word"))
    ]
    stood = dict.fromkeys(addresses[text] for text in life.before if text in addresses)
    return Past(tuple(shown), len(deeds), tuple(ratings), tuple(stood))


def _of_heads(vault: Vault, ratings: Sequence[tuple[Rated, str]]) -> list[tuple[Rated, str]]:
    """Return those of the ratings that stand in the frontmatter of the texts, and not in an example below it."""
    # Git is asked by lines: a name that holds the end of one cannot be asked for.
    if any("\n" in name for _, name in ratings):
        return list(ratings)
    texts = blobs(vault.root, [name.encode() for _, name in ratings])
    return [
        (one, name)
        for (one, name), raw in zip(ratings, texts, strict=True)
        if raw is not None and _rating_of(raw, vault) == one.word
    ]


def _rating_of(raw: bytes, vault: Vault) -> str:
    rating = read_note("a.md", _head("a.md", raw), vault.config).confidence
    return rating.word if rating is not None else ""


def _addresses(vault: Vault, texts: Iterable[_Text]) -> Mapping[_Text, str]:
    """Return where the page of a note with each text stood, unless it was a draft, no note or too large for one.

    An address is the one that the note had where no other wanted it.
    """
    may_be_note, limit = note_filter(vault.config), vault.config.check.max_file_kib * 1024
    wanted = [text for text in dict.fromkeys(texts) if may_be_note(text[0])]
    found: dict[_Text, str] = {}
    for (path, name), raw in zip(wanted, blobs(vault.root, [name for _, name in wanted]), strict=True):
        if raw is not None and len(raw) <= limit:
            note = read_note(path, _head(path, raw), vault.config)
            if not note.is_draft:
                found[path, name] = note_addresses((note,))[note.id]
    return found


def _head(path: str, raw: bytes) -> bytes:
    """Return of a file what its address follows from: all of it only where the first heading can be the title.

    The heading of a file named by a slug has the same slug.
    """
    end = raw.find(b"\n---\n")
    return raw[: end + 5] if end >= 0 and not path.rpartition("/")[2].startswith("_") else raw

"""Judges the words of a title: whether it states something, and whether it claims too much.

The lists are English. A title in another script or language passes, since nothing is known of its words.
"""

import re
from itertools import pairwise

from teleo.model import loose

_VERBS = frozenset(
    """
    is are was were be been being am isn aren wasn weren has have had hasn haven does do did don doesn
    didn can could cannot will would won shall should may might must needs ought lets let makes make
    made means because than if when while until unless although whereas not never no nor beats beat
    becomes become becoming begins breaks brings builds causes cause came come comes costs cost cuts cut
    decides depends depend drives drive drops ends enables falls fall fell finds follow follows gets
    gives goes grow grows grew helps hides holds hold keeps keep kills lags leads lead leaves lowers
    matter matters moves need outgrow outgrows outpace outpaces outperform outperforms pays pay predict
    predicts produce produces prove proves put puts raises reach reaches reduce reduces remain remains
    replace replaces require requires rise rises run runs save saves scale scales set sets shift shifts
    shows show shrink shrinks solve solves spread spreads stand stands stay stays take takes took tend
    tends turn turns wins win work works dominate dominates exceed exceeds favor favors favour favours
    dissolve dissolves emerge emerges exist exists beat begin began bring brought break build built
    decide enable find found get got give gave help hide kill leave left lower mean raise say see seem
    seems serve served improve increase decrease compete want think vary slow slows double doubles halve
    train trains use uses used
    """.split()  # noqa: SIM905
)
_PLAIN_VERBS = frozenset(
    """
    accept achieve adapt add affect agree allow appear apply argue arise ask attract avoid behave believe belong
    bite borrow breathe burn buy carry catch choose collapse collide compare complain consume contain contribute
    converge cooperate correlate corrode crash create decay deceive decline defeat defend deny deserve destroy
    deter develop die differ diminish disagree disappear discourage divide drink drown earn eat eliminate emit
    encourage enforce enter erode escape evolve exaggerate expand expect explain explode exploit extend fail feel
    fight flee float flow fly forget form freeze gather generate hallucinate happen harm hate hear hunt ignore
    imitate imply infect influence inherit inhibit innovate interact invent invest join know lack last learn lend
    lie like live look lose love melt memorise memorize migrate mislead multiply neglect obey occur offer operate
    oppose outlast outlive outnumber overestimate overfit overheat overstate own pass perform persist play pollute
    prefer preserve prevent promote protect provide publish pull punish push react read receive recover reflect
    refuse regulate reject rely repel represent reproduce resemble resist respond retain reward rot sell send share
    sing sink sit sleep smell smoke speak spend start starve steal stick stimulate store strengthen struggle
    succeed suffer suggest support survive sustain swim talk taste teach tell thrive tolerate transmit travel treat
    trust underestimate undermine understand understate vanish visit vote wait walk waste weaken wear weigh wither
    worsen write yield
    """.split()  # noqa: SIM905
)
"""Verbs of a subject in the plural; many are nouns too, as in `sleep research`."""

_PAST_VERBS = frozenset(
    """
    ate began bought broke caught chose drank drew drove flew forgot fought froze hid knew lent lost met overcame
    rode sang sank sent slept sold spent spoke stole struck swam swept taught threw told understood withdrew wrote
    """.split()  # noqa: SIM905
)
_PLURAL = re.compile(
    r"(?!.*(?:ss|us|is|ics)$).{2,}s|people|men|women|children|they|we|you|i|both|many|most|few|\w+ly"
)
_ARTICLES = frozenset({"the", "a", "an"})
_NOT_VERBS = re.compile(
    r".*(?:ics|ions|ments|ers|ors|ists|isms|ities|ness|ships|ances|ences|ures|ages|sis|us|ss)"
)
_LIKE_A_VERB = re.compile(r".{2,}(?:[^s]s|ed|izes?|ises?|ify|ifies)")
_UNIVERSAL = re.compile(
    # What stands before is looked at last: most places fail at the first letter.
    r"\b(?=[aeniw])(?<!\bnot )(?<!\bat )(?<!\babove )"
    r"(?:all|always|never|every|everyone|everybody|everything|nobody|no one|none|nothing|nowhere|"
    r"inevitably|invariably|without exception)\b",
    re.IGNORECASE,
)

_SENTENCE_WORDS = 7


def is_label(title: str, language: str = "en") -> bool:
    """Return whether a title only names a topic, so that nobody could disagree with it.

    A word decides that is an English verb. Without one, two words or fewer are a label, seven or more are taken
    for a sentence; between the two a word decides that looks like a verb. A title that is not mostly ASCII is
    never called a label, nor is one in another language than English.
    """
    if language.lower().partition("-")[0] not in ("en", "eng"):
        return False
    words = loose(title).split()
    if not words or sum(map(str.isascii, words)) * 2 <= len(words):
        return False
    if len(words) >= _SENTENCE_WORDS:
        return False
    if any(_is_verb(word, before) for before, word in pairwise(["", *words])):
        return False
    if len(words) <= 2:
        return True
    return not any(_LIKE_A_VERB.fullmatch(word) and not _NOT_VERBS.fullmatch(word) for word in words[1:])


def _is_verb(word: str, before: str) -> bool:
    """Whether a word is a verb for certain, by itself or by the word that stands before it."""
    if before in _ARTICLES:
        return False
    if word in _VERBS:
        return True
    return (word in _PAST_VERBS and before != "") or (
        word in _PLAIN_VERBS and bool(_PLURAL.fullmatch(before))
    )


def is_question(title: str) -> bool:
    """Return whether a title asks, so that it states nothing."""
    return title.rstrip().endswith(("?", "\uff1f", "\u061f"))


def universal_word(title: str) -> re.Match[str] | None:
    """Return the first word of a title that a single counterexample would refute."""
    return _UNIVERSAL.search(title)

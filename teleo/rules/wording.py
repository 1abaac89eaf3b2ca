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
    train trains use uses used mimics
    """.split()  # noqa: SIM905
)
_PLAIN_VERBS = frozenset(
    """
    accelerate accept achieve adapt add adjust adopt affect agree allow amplify appear apply argue arise ask
    assume attract avoid bark behave believe belong bend bite bleed bloom borrow breathe breed burn buy carry catch
    cheat choose climb collaborate collapse collide communicate compare compensate complain complement comply conceal
    concentrate constrain consume contain contradict contribute converge convert convey cooperate correlate
    corrode corrupt crash create crowd decay deceive decline deepen defeat defend degrade deliver deny deplete
    describe deserve destroy detect deter deteriorate develop die differ dilute diminish disagree disappear
    discourage discover disrupt distort divide dream drink drown dwarf earn eat elect eliminate emit encourage
    endure enforce enhance enrich ensure enter erode escape establish evade evaporate evolve exaggerate
    exclude expand expect explain explode exploit extend fade fail feel fight flee float flow fluctuate fly focus
    forget form foster freeze gather generate germinate hallucinate halt happen harm hatch hate heal hear hibernate
    hinder hoard hunt hurt idle ignore imitate impair impede imply impose infect inflate influence inform inherit
    inhibit innovate inspire interact interfere interpret introduce invade invent invest isolate join justify
    know lack last learn lend lie like live look lose love measure melt memorise memorize migrate mimic
    misjudge mislead misread misunderstand mitigate motivate multiply mutate nap navigate neglect negotiate
    notice obey obscure obstruct obtain occur offer operate oppose outlast outlive outnumber overestimate
    overfit overheat overlook overreach overreact overstate overwhelm own pass penalise penalize perceive
    perform permit persist persuade play pollute possess precede prefer preserve prevent prolong promote
    prosper protect provide publish pull punish pursue push react read receive recognise recognize recover
    recruit recur recycle reflect refuse regulate reject rely remember remove repel represent reproduce
    resemble reshape resist resolve respond restore restrict retain retire retreat reveal reverse reward rot
    saturate seek sell send separate shape share signal simplify sing sink sit sleep smell smoke snore speak
    specialise specialize speed spend stabilise stabilize stagnate start starve steal stick stifle stimulate store
    strengthen struggle succeed suffer suggest support suppress surpass survive suspect sustain sweat swim
    talk taste teach tell threaten thrive tolerate transform translate transmit travel treat trigger trust
    undercut underestimate undermine understand understate update vanish violate visit vote wait wake walk
    waste weaken wear weigh widen wither withstand worry worsen write yawn yield
    """.split()  # noqa: SIM905
)
"""Verbs of a subject in the plural; many are nouns too, as in `sleep research`."""

_PAST_VERBS = frozenset(
    """
    arose ate became began blew bought broke caught chose crept drank drew drove fled flew forgot fought froze hid
    kept knew lent lost meant met outgrew overcame overtook ran rode rose said sang sank sent shook shrank slept slid
    sold spent spoke stole stood struck swam swept taught threw told underwent understood upheld went withdrew withheld
    woke won wore wrote
    """.split()  # noqa: SIM905
)
_PLURAL = re.compile(
    r"(?!.*(?:ss|us|is|ics)$).{2,}s|people|men|women|children|they|we|you|i|both|many|most|few|\w+ly|"
    r"algae|bacteria|cattle|criteria|data|feet|fish|fungi|geese|larvae|media|mice|phenomena|police|sheep|teeth"
)
_NO_SUBJECTS = frozenset(
    """
    arms assembly daily early family friendly hourly italy july monthly news nightly only quarterly reply sales series
    sports supply weekly yearly
    """.split()  # noqa: SIM905
)
"""Words that look like a plural or an adverb and stand before nouns, as in `family support`."""

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
    if word in _PAST_VERBS:
        return before != ""
    return word in _PLAIN_VERBS and before not in _NO_SUBJECTS and bool(_PLURAL.fullmatch(before))


def is_question(title: str) -> bool:
    """Return whether a title asks, so that it states nothing."""
    return title.rstrip().endswith(("?", "\uff1f", "\u061f"))


def universal_word(title: str) -> re.Match[str] | None:
    """Return the first word of a title that a single counterexample would refute."""
    return _UNIVERSAL.search(title)

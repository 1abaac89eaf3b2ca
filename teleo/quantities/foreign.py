"""Words beside a number that teleo does not weigh, many of other languages, and words of these that bound it."""

import re

from teleo.quantities.amounts import LATIN

_SHARES = """
    percents|per ?hundred|per ?mil(?:le)?|pro(?:zent|cents?|centa|mille)|pour ?cent|por ?cien(?:to)?|por ?cento
    |per ?cento|p\\. ?c\\.|v\\. ?H\\.|vom hundert
"""
_SCALES = """
    (?-i:[MBT]illion|MM|Mn|Bn|BN|Tn)|(?:m|b|tr)illions|hundreds?|dozens?|lakhs?|crores?|thousands
    |(?:thousand|(?:m|b|tr)illion) (?:m|b|tr)illions?|(?:quadr|quint|sext|sept|oct)illions?
    |(?:thousand|(?:m|b|tr)illion|hundred|ten)ths|and a (?:half|third|quarter)|and (?:two|three)[ -](?:third|quarter)s
    |tsd|tausend|mio|millionen|mrd|mia|milliarden?|billionen|milliers?|mille|milliards?
    |mil|mill(?:ón|ones)|milh(?:ão|ões)|milion[ei]|miliard[oi]|milhares|miljoen|miljoner|miljard(?:er)?|mld
"""
_TIMES = """
    monate?n?|mois|meses|mes[ei]|maand(?:en)?|wochen?|semaines?|semanas?|settiman[ae]|tagen?|jours?|d[ií]as|giorn[oi]
    |dagen|stunden?|heures?|horas?|minuten|minutos?|minuti|sekunden?|secondes?|segundos?|secondi
"""
_MONEY = "|eur|euros?|gbp|chf|jpy|yen|cny|rmb|yuan"
_WORDS = re.sub(r"\n\s*", "", "|".join((_SHARES, _SCALES, _TIMES))) + _MONEY
_SIGNS = "千百万萬億亿兆割分秒円元원천백만억조日週周天時时¼-¾⅐-⅞"
"""Scales, shares, money and times without years in Chinese, Japanese and Korean, and fractions such as a half."""
_BEGINNINGS = "年代|パーセント|퍼센트|小时|[かヶカヵ]月|[个個]月|개월|시간|проц|тыс|млн|млрд|милли"
_UNITS = (
    "[кмгтп]?(?:б|бит|байт|вт|втч|дж)(?!\\w)|(?:キロ|メガ|ギガ|テラ|ペタ)|(?:킬로|메가|기가|테라)"
    "|[千兆吉太]?(?:瓦|字节|位元組)"
)
"""Units of memory, power and energy in Russian, Japanese, Korean and Chinese."""
_PLACE = rf"\d(?:<sup>)?(?:st|nd|rd|th|er|[eè]re|[eè]me)(?![{LATIN}])"
"""What makes the first or the second of a number."""
_ANGLE = rf"\d[\s-]?(?:°(?!\s?[CF])|(?:deg(?:rees?)?|rad(?:ians?)?)(?! (?:of|[CF]|celsius|fahrenheit)\b)(?![{LATIN}]))"

_BEHIND = re.compile(
    rf"\d[\s-]*[kKMBT]?(?:(?:{_WORDS})(?![{LATIN}])|[{_SIGNS}]|{_BEGINNINGS}|{_UNITS})|{_PLACE}|{_ANGLE}",
    re.IGNORECASE,
)
HEDGE = r"\b(?:environ|autour de|rund|etwa|ungefähr|zirka|unos|unas|aproximadamente)|[約约]|およそ"
MORE = (
    r"(?<!pas )plus de|(?<!pas )plus d['’]|au moins|supérieur[es]* à|(?<!nicht )mehr als|(?<!nicht )über|mindestens"
    r"|(?<!no )más de|al menos|(?<!non )più di|almeno|(?<!不)(?:超过|[多大高]于)|至少|不少于|不低于|少なくとも"
)
LESS = (
    r"(?<!pas )moins de|au plus|jusqu['’]à|pas plus de|inférieur[es]* à|(?<!nicht )weniger als|(?<!nicht )unter"
    r"|höchstens|bis zu|nicht mehr als|nicht über|(?<!no )menos de|a lo sumo|hasta|no más de|meno di|al massimo|fino a"
    r"|non più di|不到|不超过|(?<!不)[少小低]于|至多|最多|不[多大高]于"
)
"""What stands before a number in French, German, Spanish, Italian, Chinese and Japanese, as in patterns."""
OR_MORE = r"以上|超|\b(?:ou plus|oder mehr|o más)\b|이상|초과"
OR_LESS = r"以下|未満|未满|\b(?:ou moins|oder weniger|o menos)\b|이하|미만"
_YEARS = frozenset(
    ("jahr", "jahre", "jahren", "ans", "année", "années", "año", "años", "anno", "anni", "jaar", "年", "年間")
)


def has_foreign_word(text: str) -> bool:
    """Return whether a word for a share, a scale, money, a time, a place in an order or an angle stands behind a
    number, and is not read by teleo.

    `66 Monate`, `35 Prozent`, `2 Milliarden`, `3rd` and `35°` would be taken for so many of what is counted.
    """
    return _BEHIND.search(text) is not None


def is_year(word: str) -> bool:
    """Return whether a word is a year in one of the languages that researchers often write."""
    return word.casefold() in _YEARS

"""Notes as long, as repetitive and as rich in words as real ones, drawn with a seed."""

import re
from bisect import bisect_left
from itertools import accumulate
from pathlib import Path
from random import Random

from tests.site.vaults import claim

ONSETS = "b br c cl d dr f fl g gr h j k l m n p pl qu r s sc sp st str t tr v w z".split()
VOWELS = "a e i o u ai ea ee ou".split()
CODAS = ["", "", "", "", "n", "r", "l", "st", "m", "nd", "ss", "t"]
ENDINGS = ["", "", "", "s", "ed", "ing", "er", "ly", "tion", "ity"]
VOCABULARY = 16_000
TOPICS = 30
WORDS_OF_TOPIC = 500
SHARE_OF_TOPIC = 0.35
REPEATED = 0.1
REAL = 0.15
UNEVEN = 6
"""Letters by which a word may be longer than others as frequent: short words are the frequent ones."""

LONGEST_TITLE = 170


class _Draw:
    """Draws items with the frequencies of Zipf and Mandelbrot: the first the most often."""

    def __init__(self, items: list[str], power: float) -> None:
        self.items = items
        self.sums = list(accumulate(1 / (rank + 3) ** power for rank in range(len(items))))

    def __call__(self, random: Random) -> str:
        return self.items[bisect_left(self.sums, random.random() * self.sums[-1])]


def realistic_vault(count: int, seed: int = 1, prose: Path | None = None) -> dict[str, str]:
    """Return `count` notes by their paths.

    Words are made of syllables; how often each occurs follows Zipf's law over 16,000 words. A note keeps to one
    of thirty topics and repeats its own words, as texts do. With `prose`, a folder of Markdown, about every
    seventh sentence is a real one from there.
    """
    random = Random(seed)
    words = list(dict.fromkeys(_word(random) for _ in range(VOCABULARY * 2)))[:VOCABULARY]
    words.sort(key=lambda word: len(word) + random.random() * UNEVEN)
    everyday = _Draw(words, 1.1)
    rare = words[VOCABULARY // 60 :]
    topics = [_Draw(random.sample(rare, WORDS_OF_TOPIC), 0.9) for _ in range(TOPICS)]
    sentences = _sentences(prose) if prose else []
    notes: dict[str, str] = {}
    while len(notes) < count:
        topic = topics[random.randrange(TOPICS)]
        title = " ".join(_phrase(random, everyday, topic, [], random.randint(8, 20)))[:LONGEST_TITLE].rstrip()
        said: list[str] = []
        body, left = [], int(random.lognormvariate(5.6, 0.5))
        while left > 0:
            if sentences and random.random() < REAL:
                sentence = random.choice(sentences).split()
            else:
                sentence = _phrase(random, everyday, topic, said, random.randint(8, 30))
            left -= len(sentence)
            body.append(" ".join(sentence).capitalize().rstrip(".") + ".")
        notes[f"{title}.md"] = claim(title, "\n\n".join(body))
    return notes


def _word(random: Random) -> str:
    syllables = random.choice((1, 2, 2, 3, 3))
    stem = "".join(
        random.choice(ONSETS) + random.choice(VOWELS) + random.choice(CODAS) for _ in range(syllables)
    )
    return stem + random.choice(ENDINGS)


def _phrase(random: Random, everyday: _Draw, topic: _Draw, said: list[str], length: int) -> list[str]:
    phrase = []
    for _ in range(length):
        draw = random.random()
        if said and draw < REPEATED:
            word = random.choice(said)
        else:
            word = (topic if draw < REPEATED + SHARE_OF_TOPIC else everyday)(random)
        said.append(word)
        phrase.append(word)
    return phrase


def _sentences(prose: Path) -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(prose.rglob("*.md"))]
    found = re.findall(r"(?m)^[A-Z][^\n\[\]|#]{30,240}?\.(?=\s|$)", "\n".join(texts))
    return list(dict.fromkeys(found))

"""Writes a vault of made-up claims that is shaped like a real one: `python -m tests.benchmarks.generate_vault`."""

import argparse
from pathlib import Path
from random import Random

ONSETS = (
    "b",
    "br",
    "c",
    "ch",
    "d",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "st",
    "t",
    "v",
)
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
CODAS = ("", "n", "r", "l", "st", "m", "ck", "nd")
GLUE = (
    "the of and to in that is for with as it on are by this from at which be can when than more because while "
    "but where under through so without between"
).split()
VERBS = "limits raises drives follows shapes precedes replaces reduces explains outlasts".split()
RATINGS = ("speculative", "experimental", "likely", "proven")
TOPICS = 24
DAYS = 28


class Language:
    """A made-up vocabulary: words common to all topics, and words of each topic."""

    def __init__(self, random: Random, topics: int) -> None:
        words = list(dict.fromkeys(self._word(random) for _ in range(400 + topics * 120)))
        random.shuffle(words)
        self.common, rest = words[:300], words[300:]
        size = len(rest) // topics
        self.topics = [rest[index * size : (index + 1) * size] for index in range(topics)]

    @staticmethod
    def _word(random: Random) -> str:
        syllables = random.choice((1, 2, 2, 3))
        parts = (
            (random.choice(ONSETS), random.choice(VOWELS), random.choice(CODAS)) for _ in range(syllables)
        )
        return "".join("".join(part) for part in parts)

    def sentence(self, random: Random, topic: int, length: int) -> list[str]:
        """Return words as a sentence of the topic would hold them."""
        own, words = self.topics[topic], []
        for _ in range(length):
            draw = random.random()
            if draw < 0.42:
                words.append(random.choice(GLUE))
            elif draw < 0.72:
                words.append(own[int(len(own) * random.random() ** 2.5)])
            else:
                words.append(self.common[int(len(self.common) * random.random() ** 2)])
        return words


def generate(root: Path, count: int, seed: int = 7) -> None:
    """Write `count` notes below `root`: one topic map for every topic, the rest claims."""
    random = Random(seed)
    topics = min(TOPICS, max(1, count // 20))
    language = Language(random, topics)
    titles = _titles(random, language, count - topics, topics)
    (root / "maps").mkdir(parents=True, exist_ok=True)
    (root / "teleo.toml").write_text(f'[vault]\ntitle = "Generated, {count} notes"\n')
    members: list[list[str]] = [[] for _ in range(topics)]
    for index, (title, topic) in enumerate(titles):
        members[topic].append(title)
        folder = root / "claims" / f"topic-{topic:02d}"
        folder.mkdir(parents=True, exist_ok=True)
        text = _claim(random, language, titles, index)
        (folder / f"{title}.md").write_text(text, encoding="utf-8")
    for topic, names in enumerate(members):
        entries = "\n".join(
            f"- [[{name}]] — {' '.join(language.sentence(random, topic, 8))}" for name in names
        )
        head = f"---\ntype: map\ndomain: topic-{topic:02d}\ndescription: the claims of one topic, in order\n---\n"
        (root / "maps" / f"topic {topic:02d} map.md").write_text(
            f"{head}# topic {topic:02d} map\n\n{entries}\n"
        )


def _titles(random: Random, language: Language, count: int, topics: int) -> list[tuple[str, int]]:
    titles: dict[str, int] = {}
    while len(titles) < count:
        topic = len(titles) % topics
        words = language.sentence(random, topic, random.randint(6, 18))
        words[1:1] = [random.choice(VERBS)]
        titles.setdefault(" ".join(words)[:180].strip(), topic)
    return list(titles.items())


def _claim(random: Random, language: Language, titles: list[tuple[str, int]], index: int) -> str:
    title, topic = titles[index]
    near = [titles[other][0] for other in range(index % TOPICS, index, TOPICS)][-40:]
    head = [
        "---",
        "type: claim",
        f"domain: topic-{topic:02d}",
        f"description: {' '.join(language.sentence(random, topic, 14))}",
        f"confidence: {random.choice(RATINGS)}",
        f"source: {' '.join(language.sentence(random, topic, 5))}, 2026",
        f"created: 2026-{random.randint(1, 9):02d}-{random.randint(1, DAYS):02d}",
    ]
    for field, most in (("depends_on", 2), ("supports", 2), ("challenged_by", 1)):
        if entries := _pick(random, near, most):
            head += [f"{field}:", *(f"- {entry}" for entry in entries)]
    if index % 100 == 7:
        head += _quantity(random)
    body = [f"# {title}", ""]
    for _ in range(random.randint(3, 7)):
        words = language.sentence(random, topic, random.randint(40, 110))
        if near and random.random() < 0.4:
            words.insert(len(words) // 2, f"[[{random.choice(near)}]]")
        body += [" ".join(words).capitalize() + ".", ""]
    body += ["---", "", "Relevant Notes:"]
    body += [
        f"- [[{entry}]] — {' '.join(language.sentence(random, topic, 7))}" for entry in _pick(random, near, 4)
    ]
    body += ["", "Topics:", f"- [[topic {topic:02d} map]]", ""]
    return "\n".join([*head, "---", *body])


def _pick(random: Random, near: list[str], most: int) -> list[str]:
    return random.sample(near, min(len(near), random.randint(0, most)))


def _quantity(random: Random) -> list[str]:
    low = random.randint(10, 40)
    inputs = f"{{share0: {low}% to {low + 10}%, share1: 70%, growth_ratio: 2 to 5}}"
    return [
        "quantities:",
        "  year_70:",
        "    calc: shift.years_to_share",
        f"    in: {inputs}",
        "    as_of: 2026-06",
    ]


def main() -> None:
    """Write a vault from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    generate(arguments.root, arguments.count, arguments.seed)


if __name__ == "__main__":
    main()

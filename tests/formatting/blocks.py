"""Generates frontmatter in every style that people and programs write, and reads it by other readers."""

import re
from itertools import count
from typing import Any

import yaml
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

WORDS = st.sampled_from(
    """a|why|x1|yes|No|on|y|null|~|12|0o17|017|1_000|1e5|1.5|2026-03-28|2026-03|1:30|0x1f|.inf|=|<<|-|--|---|true|
- a|a: b|a #b|#b|a:|[[x]]|[a]|{a: 1}|it's|say "so"|@x|%x|`x`|!x|&x|*x|? a|?x|:x|-x|naïve|数|😀|a — b|a, b| a|a |
back\\slash|""".replace("\n", "").split("|")
)
TEXTS = st.one_of(
    WORDS,
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\r\x85\u2028\u2029")),
)
SHORT = st.text("ab -:#'\"[]{},&*!|>%@`?\\.01~=\t\n", max_size=12)


def sources(text: str) -> list[str]:
    """Return the ways to write `text` on one line that read as that text, by PyYAML."""
    double = yaml.safe_dump(text, default_style='"', width=10**9, allow_unicode=True).rstrip("\n")
    ways = [text, "'" + text.replace("'", "''") + "'", double]
    return [way for way in ways if "\n" not in way and _reads_as(way, text)]


def _reads_as(source: str, text: str) -> bool:
    try:
        return bool(yaml.safe_load(f"k:\n- {source}\n") == {"k": [text]})
    except (yaml.YAMLError, ValueError):
        return False


@st.composite
def entries(draw: st.DrawFn, column: int) -> list[str]:
    """Return the lines of one entry whose dash stands at `column`."""
    gap = " " * draw(st.integers(1, 3))
    pad, inner = " " * column, " " * (column + 1) + gap
    kinds = ["map", "list", "literal", "folded", "keep", "plain", "quoted", "flow", "tag", "anchor", "empty"]
    kind = draw(st.sampled_from(["scalar"] * 8 + kinds))
    if kind == "empty":
        return [f"{pad}-"]
    if kind == "map":
        return [f"{pad}-{gap}k: v", f"{inner}l: [a, 'b']"]
    if kind == "list":
        return [f"{pad}-{gap}- 'n'", f'{inner}- "m"']
    if kind in ("literal", "folded"):
        sign = "|" if kind == "literal" else ">"
        return [f"{pad}-{gap}{sign}", f"{inner}text", "", f"{inner}  more", f"{inner}# no comment"]
    if kind == "keep":
        return [f"{pad}-{gap}|+ # all breaks", f"{inner}text", "", ""]
    if kind == "flow":
        return [f"{pad}-{gap}[a, # in", f"{inner}'b']"]
    if kind == "tag":
        return [f"{pad}-{gap}!!str '12'"]
    if kind == "anchor":
        return [f"{pad}-{gap}&anchor 'x'"]
    if kind == "plain":
        return [f"{pad}-{gap}one", f"{pad}  two"]
    if kind == "quoted":
        return [f'{pad}-{gap}"one', f'{pad}  two"']
    source = draw(st.one_of(TEXTS, SHORT).map(sources).filter(bool).flatmap(st.sampled_from))
    comment = draw(st.sampled_from(["", "", "  # why", " "]))
    return [f"{pad}-{gap}{source}{comment}"]


@st.composite
def fields(draw: st.DrawFn, name: str) -> list[str]:
    """Return the lines of one field."""
    kind = draw(st.sampled_from(["list"] * 4 + ["scalar", "flow", "map", "literal", "null"]))
    if kind == "scalar":
        return [f'{name}: "text" # said']
    if kind == "flow":
        return [f"{name}: [a, 'b',", "  c]"]
    if kind == "map":
        return [f"{name}:", "  k: 'v'", "  l:", '    - "x"']
    if kind == "literal":
        return [f"{name}: |", "  - 'a'", "", "    - b"]
    if kind == "null":
        return [f"{name}:"]
    column = draw(st.integers(0, 5))
    lines = [f"{name}:" + draw(st.sampled_from(["", " # list"]))]
    for _ in range(draw(st.integers(1, 4))):
        lines += draw(st.sampled_from([[], [], [""], [" " * column + "# note"], ["# left"]]))
        lines += draw(entries(column))
    return lines


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """Return a block of fields, as text with line feeds."""
    lines: list[str] = []
    for number in range(draw(st.integers(1, 4))):
        lines += draw(fields(f"f{number}"))
        lines += draw(st.sampled_from([[], [], [""], ["# between"]]))
    number = count()
    return re.sub(r"&anchor\b", lambda _: f"&a{next(number)}", "\n".join(lines)) + "\n"


def by_1_1(block: str) -> Any:
    """Return what PyYAML, a reader of YAML 1.1, loads; an exception's type where it cannot."""
    try:
        return yaml.safe_load(block)
    except (yaml.YAMLError, ValueError) as error:
        return type(error)


def by_1_2(block: str) -> Any:
    """Return what ruamel.yaml, a reader of YAML 1.2, loads; an exception's type where it cannot."""
    try:
        return YAML(typ="safe", pure=True).load(block)
    except (YAMLError, ValueError) as error:
        return type(error)


@st.composite
def commented_sides(draw: st.DrawFn) -> tuple[str, str, str]:
    """Return a block without comments, and two that change and drop parts of it and comment on what they keep.

    Comments of ours begin with `# o`, those of theirs with `# t`, and no two are the same.
    """
    names = [f"f{number}" for number in range(draw(st.integers(1, 3)))]
    kinds = {
        name: draw(st.sampled_from(["scalar", "list", "map", "flow", "flow list", "literal"]))
        for name in names
    }
    base = [_commented(name, kinds[name], None, "") for name in names]
    sides = [
        [_commented(name, kinds[name], draw, f"# {side}{name}") for name in names if draw(st.integers(0, 3))]
        for side in "ot"
    ]
    ours, theirs = ("".join(f"{line}\n" for field in side for line in field) for side in sides)
    return "".join(f"{line}\n" for field in base for line in field), ours, theirs


def _commented(name: str, kind: str, draw: st.DrawFn | None, mark: str) -> list[str]:
    """Return the lines of a field of three values, some of them changed, gone or commented on if `draw` says so."""
    number = count()

    def chance() -> bool:
        return draw is not None and draw(st.integers(0, 3)) == 0

    def beside(line: str) -> str:
        return f"{line} {mark}.{next(number)}" if chance() else line

    def above(column: int) -> list[str]:
        return [" " * column + f"{mark}.{next(number)}"] if chance() else []

    values = [value for value in "abc" if not chance()]
    values = [f"{value}{mark[2:3]}" if chance() else value for value in values] or ["z"]
    lines = above(0)
    if kind in ("scalar", "flow"):
        return [*lines, beside(f"{name}: {values[0] if kind == 'scalar' else '[' + ', '.join(values) + ']'}")]
    lines.append(beside(name + {"literal": ": |", "flow list": ": ["}.get(kind, ":")))
    for value in values:
        if kind == "literal":
            lines.append(f"  {value} # text")
            continue
        written = {"map": f"  {value[0]}: {value}", "flow list": f"  {value},"}.get(kind, f"- {value}")
        lines += [*above(0 if kind == "list" else 2), beside(written)]
    return [*lines, *above(2), "  ]"] if kind == "flow list" else lines

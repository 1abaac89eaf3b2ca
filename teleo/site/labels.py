"""Labels of notes on a map: the beginning of a title in short lines."""

_LABEL_CHARACTERS = 18
_LABEL_LINES = 3


def beginning(text: str, most: int) -> str:
    """Return the words of a text that fit into so many characters; of a first word that is longer, its beginning.

    `beginning` in `site/src/labels.js` is its twin.
    """
    if len(text) > most:
        cut = text.rfind(" ", 0, most + 1)
        text = text[: cut if cut > 0 else most]
    return text.rstrip(" ,;:")


def label_lines(title: str) -> tuple[str, ...]:
    """Return the lines of a label: at most three, the last one cut with an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in title.split():
        if line and len(line) + 1 + len(word) > _LABEL_CHARACTERS:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
        if len(lines) == _LABEL_LINES:
            break
    if len(lines) < _LABEL_LINES:
        lines.append(line)
    elif line:
        lines[-1] = beginning(lines[-1], _LABEL_CHARACTERS - 1) + "…"
    return tuple(one if len(one) <= _LABEL_CHARACTERS + 2 else one[:_LABEL_CHARACTERS] + "…" for one in lines)

"""Names a diagnostic so that it is known again after lines have moved."""

from collections import Counter
from hashlib import sha256

from teleo.model import Diagnostic
from teleo.report.findings import Findings, span_of

_ROOM = 500


def fingerprints(findings: Findings) -> tuple[str, ...]:
    """Return a name for each diagnostic, in their order, 32 hexadecimal digits long.

    It is made of the code, the path and the text that the diagnostic points to, spaces aside; the second
    diagnostic of one such kind counts as the second. Lines may move, and messages may be worded anew.
    """
    seen: Counter[str] = Counter()
    names = []
    for item in findings.diagnostics:
        key = "\0".join((item.code, item.path, _text(item, findings)))
        seen[key] += 1
        names.append(sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return tuple(names)


def _text(item: Diagnostic, findings: Findings) -> str:
    document = findings.documents.get(item.path)
    if document is None:
        return ""
    start, end = span_of(document, item)
    return " ".join(document.text[start:end][:_ROOM].split())

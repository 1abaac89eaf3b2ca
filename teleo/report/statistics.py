"""The report in numbers: how often each rule found something."""

from collections import Counter

from teleo.report.findings import Findings


def statistics_report(findings: Findings) -> str:
    """Return one line for each rule that found something, the most frequent first, ties by code.

    A star marks the rules of which some finding can be mended with `--fix`.
    """
    counts = Counter((item.code, item.name) for item in findings.diagnostics)
    severities = {item.code: item.severity.value for item in findings.diagnostics}
    fixable = {item.code for item in findings.diagnostics if item.fix is not None and item.fix.is_safe}
    room = len(str(max(counts.values(), default=0)))
    lines = [
        f"{count:>{room}}  {code}  {'*' if code in fixable else ' '} {severities[code]:<8} {name}"
        for (code, name), count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return "".join(f"{line}\n" for line in lines)

"""The report as SARIF 2.1.0, which code hosts and editors read, with the fixes in it."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from teleo import __version__
from teleo.model import Diagnostic, Document, Edit, Fix, Place, Severity
from teleo.report.findings import Findings
from teleo.rules import BY_CODE, Rule
from teleo.rules.fingerprint import fingerprints
from teleo.rules.page import rule_page, summary

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_report(findings: Findings) -> str:
    """Return the diagnostics as one run of a SARIF 2.1.0 log; columns count code points."""
    codes = sorted({item.code for item in findings.diagnostics})
    prints = fingerprints(findings.diagnostics, findings.documents)
    results = [
        {**_result(item, codes, findings), "partialFingerprints": {"teleo/v1": fingerprint}}
        for item, fingerprint in zip(findings.diagnostics, prints, strict=True)
    ]
    rules = [_rule(BY_CODE[code]) for code in codes]
    driver = {"name": "teleo", "version": __version__, "semanticVersion": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    page = rule_page(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary(rule)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(item: Diagnostic, codes: list[str], findings: Findings) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": codes.index(item.code),
        "level": _LEVELS[item.severity],
        "message": {"text": item.message},
        "locations": [_location(item.path, item.place, findings.prefix)],
    }
    if item.related:
        result["relatedLocations"] = [
            {**_location(related.path, related.place, findings.prefix), "message": {"text": related.message}}
            for related in item.related
        ]
    if item.fix is not None:
        result["fixes"] = [_fix(item.fix, findings)]
    return result


def _location(path: str, place: Place, prefix: str) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(prefix + path), "region": _region(place)}}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path, safe="/")}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fix(fix: Fix, findings: Findings) -> dict[str, Any]:
    return {"description": {"text": fix.title}, "artifactChanges": list(_changes(fix, findings))}


def _changes(fix: Fix, findings: Findings) -> Iterator[dict[str, Any]]:
    for path in sorted({edit.path for edit in fix.edits}):
        document = findings.documents.get(path)
        edits = sorted(edit for edit in fix.edits if edit.path == path)
        if document is not None:
            yield {
                "artifactLocation": _artifact(findings.prefix + path),
                "replacements": [_replacement(edit, document) for edit in edits],
            }


def _replacement(edit: Edit, document: Document) -> dict[str, Any]:
    return {
        "deletedRegion": _region(document.place(edit.span)),
        "insertedContent": {"text": edit.text},
    }

"""The report that a program reads."""

import json
from typing import Any

from teleo.model import Diagnostic, Document, Edit, Severity
from teleo.report.findings import Findings


def json_report(findings: Findings) -> str:
    """Return the diagnostics and their counts as JSON, described by `schemas/output/check.json`."""
    data = {
        "diagnostics": [_diagnostic(item, findings) for item in findings.diagnostics],
        "summary": {
            **{severity.value: findings.count(severity) for severity in Severity},
            "notes": findings.notes,
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(item: Diagnostic, findings: Findings) -> dict[str, Any]:
    return {
        "code": item.code,
        "name": item.name,
        "severity": item.severity.value,
        "path": item.path,
        "line": item.place.line,
        "column": item.place.column,
        "end_line": item.place.end_line,
        "end_column": item.place.end_column,
        "message": item.message,
        "fix": _fix(item, findings),
    }


def _fix(item: Diagnostic, findings: Findings) -> dict[str, Any] | None:
    if item.fix is None:
        return None
    edits = [_edit(edit, findings.documents.get(edit.path)) for edit in item.fix.edits]
    return {"title": item.fix.title, "is_safe": item.fix.is_safe, "edits": edits}


def _edit(edit: Edit, document: Document | None) -> dict[str, Any]:
    place = document.place(edit.span) if document else None
    return {
        "path": edit.path,
        "line": place.line if place else 1,
        "column": place.column if place else 1,
        "end_line": place.end_line if place else 1,
        "end_column": place.end_column if place else 1,
        "text": edit.text,
    }

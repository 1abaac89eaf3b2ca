"""Writes diagnostics for people and for programs: text, json, sarif, github."""

from teleo.report.findings import Findings
from teleo.report.github import github_report
from teleo.report.json import json_report
from teleo.report.sarif import sarif_report
from teleo.report.statistics import statistics_report
from teleo.report.text import text_report

__all__ = [
    "Findings",
    "github_report",
    "json_report",
    "sarif_report",
    "statistics_report",
    "text_report",
]

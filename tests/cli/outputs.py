"""Holds what a command prints against the schema of its output."""

import json
from functools import cache
from typing import Any

import jsonschema_rs

from teleo.resources import bundled


def valid_output(name: str, text: str) -> Any:
    """Return the JSON `text` of the command `name`, once its schema has accepted it."""
    data = json.loads(text)
    _validator(name).validate(data)
    return data


@cache
def _validator(name: str) -> Any:
    schema = json.loads((bundled("schemas") / "output" / f"{name}.json").read_text(encoding="utf-8"))
    return jsonschema_rs.validator_for(schema)

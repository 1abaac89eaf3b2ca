"""Holds notes against the JSON Schemas in `schemas/`: what they must, may and cannot say."""

from teleo.schema.breach import Breach, BreachKind
from teleo.schema.schema import FieldSchema, Schema, schema_of
from teleo.schema.validate import breaches

__all__ = ["Breach", "BreachKind", "FieldSchema", "Schema", "breaches", "schema_of"]

"""Holds documents against the JSON Schemas of their type."""

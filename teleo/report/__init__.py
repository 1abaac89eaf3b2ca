"""Renders diagnostics for people and programs."""

"""Turns notes into a typed graph and answers questions about it."""

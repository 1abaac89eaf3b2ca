"""Writes the graph in formats that other programs read."""

"""Finds related notes by words, vectors and links."""

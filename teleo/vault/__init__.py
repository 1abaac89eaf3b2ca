"""Reads the files of a vault into notes, resolves their links, and writes files."""

"""The rules: one file each, listed here in order."""

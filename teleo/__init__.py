"""Keep a vault of claims honest: read, check, link, recompute and render it."""

__version__ = "0.1.0"

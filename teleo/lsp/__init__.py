"""A language server over the same walk as the commands."""

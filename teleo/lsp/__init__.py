"""The language server: a vault in the editor."""

"""Canonical frontmatter and its three-way merge."""

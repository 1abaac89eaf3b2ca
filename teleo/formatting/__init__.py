"""Canonical frontmatter, edits of single fields, repairs, and the three-way merge of notes.

- `formatter`: `format_text(text)` and `format_bytes(raw)` give the canonical form or the refusals.
- `edit`: `append_entry`, `remove_entry`, `set_scalar`, `scalar_to_list`, `remove_field`.
- `repair`: `repair_text(text)` mends entries that YAML misreads.
- `plain`: `can_be_plain(text)` and `entry_source(text)`, how a text is written as an entry.
- `merge`: `merge_texts(base, ours, theirs)`.
"""

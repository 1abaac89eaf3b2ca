"""Measurements of the budgets; `make bench` runs them, `make test` does not."""

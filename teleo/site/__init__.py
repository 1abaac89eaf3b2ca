"""Renders the vault as a site of static pages."""

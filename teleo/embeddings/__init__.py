"""Turns texts into unit vectors, each text once."""

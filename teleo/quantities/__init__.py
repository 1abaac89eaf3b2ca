"""Reads the numbers that notes state and holds them against their calculators."""

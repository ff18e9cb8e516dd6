"""Measures of answers."""

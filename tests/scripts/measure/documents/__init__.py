"""Measures of what is read."""

"""Measures of speed and load."""

"""app/viewer."""

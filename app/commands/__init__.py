"""app/commands."""

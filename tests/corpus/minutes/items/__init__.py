"""Where items begin."""

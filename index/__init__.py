"""How documents become searchable and are searched."""

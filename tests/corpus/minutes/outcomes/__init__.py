"""What became of items."""

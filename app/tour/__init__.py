"""The tour of a document: its sections, its decisions, its names, and what it can be asked."""

"""Files into documents: what is read of them, from where, and by which version."""

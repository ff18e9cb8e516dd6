"""The training of the static encoder."""

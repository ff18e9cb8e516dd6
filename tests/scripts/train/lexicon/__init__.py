"""The training of the lexicon."""

"""The training of the extractor."""

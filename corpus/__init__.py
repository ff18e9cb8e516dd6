"""What a document is: files read into clean text whose every span maps back to its source."""

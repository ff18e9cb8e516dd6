"""Encoders and extractors whose answers the eye can foresee."""

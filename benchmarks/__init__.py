"""Measure the quality and speed of the reader and the soundness of the record."""

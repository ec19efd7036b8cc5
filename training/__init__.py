"""Trains the encoder that ships in the wheel: data, heads, evaluation and export."""

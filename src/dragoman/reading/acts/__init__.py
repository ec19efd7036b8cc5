"""Find commitments, verifications and events: a step in the module of each name."""

"""Find decisions: which question is on the table, the options for it, and who holds which stance."""

"""Find who said what, through whom: `step.statements` is the step."""

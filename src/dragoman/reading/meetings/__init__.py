"""Find who met whom and how far it went: `step.meetings` is the step."""

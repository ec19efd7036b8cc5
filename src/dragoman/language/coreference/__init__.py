"""Say whom pronouns and descriptions stand for: `resolve.coreference` is the step."""

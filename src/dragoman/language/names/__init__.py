"""Find who and where a document speaks of: `find.names` is the step."""

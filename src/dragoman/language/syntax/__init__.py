"""Tag words and find noun phrases and verbs: `tags`, `phrases` and `verbs` are the steps."""

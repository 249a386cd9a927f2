"""The demonstration university: made deterministically from a university's own tables, loaded set-based."""

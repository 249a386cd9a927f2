"""The stages of a term, in their order."""

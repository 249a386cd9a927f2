"""The areas: vertical slices of the university's work, ordered from awards down to platform."""

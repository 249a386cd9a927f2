"""Everything that a student can do here, on one page."""

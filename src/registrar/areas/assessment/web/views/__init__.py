"""Pages of grades, boards and results."""

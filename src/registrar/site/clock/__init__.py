"""The clock of a demonstration: seen and set by its operator."""

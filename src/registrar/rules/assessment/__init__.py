"""Rules on grades, grade point averages, standing and the release of results."""

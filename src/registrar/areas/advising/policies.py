"""Who may see what a study still needs, and who may change it."""

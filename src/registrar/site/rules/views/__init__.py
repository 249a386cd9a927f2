"""Pages of the rule explorer."""

"""The home page: what to do now, by when, and why. One file a role."""

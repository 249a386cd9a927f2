"""Short texts for pictures."""


def short_term(key: str) -> str:
    """Return "23/24 S1" for 2023/24-S1, where an axis has no room for the full name."""
    return f"{key[2:7]} {key[-2:]}"

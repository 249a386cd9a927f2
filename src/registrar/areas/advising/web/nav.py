"""What the area puts into the navigation."""

from registrar.ui.navigation import NavItem

ITEMS: list[NavItem] = []

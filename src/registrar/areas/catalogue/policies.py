"""Who may look at the catalogue: everybody who has signed in (polyu-2024-25:3B-01)."""

import rules

rules.add_perm("catalogue.view", rules.is_authenticated)

"""Identity, NetID, roles, profiles: who somebody is and what the office lets them do."""

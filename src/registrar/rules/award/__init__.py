"""Rules on the award: degree audit, eligibility, classification, applications for graduation."""

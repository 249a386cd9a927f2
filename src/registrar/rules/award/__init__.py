"""Rules on the award: degree audit, eligibility, classification, graduation, and documents that prove a study."""

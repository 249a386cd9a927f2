"""What a study still needs: degree audit, plans to graduation, and academic advising."""

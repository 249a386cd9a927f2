"""The institution: faculties, departments, programmes, subjects, terms, rooms."""

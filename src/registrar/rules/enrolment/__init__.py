"""Rules on enrolment: its confirmation, length, status, nullification and reinstatement."""

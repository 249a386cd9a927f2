"""What every area stands on: clock, audit, jobs, notices, files, locking. Knows no area."""

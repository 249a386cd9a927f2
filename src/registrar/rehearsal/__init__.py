"""The rehearsal: a whole term at speed, on a scratch database, through the same actions as the pages."""

"""Settings, addresses, home pages: the only place that sees every area."""

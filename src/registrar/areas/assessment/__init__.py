"""Grade sheets, panels, boards, standing, the release of results."""

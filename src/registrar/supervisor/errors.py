"""What the supervisor says when it cannot go on."""


class SupervisorError(Exception):
    """Registrar cannot start or stay up; the message says why and what to do, for the person at the terminal."""

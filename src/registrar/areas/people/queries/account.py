"""Accounts by their NetID."""

from registrar.areas.people.models import User


def account_named(net_id: str) -> User | None:
    """Return the active account with a NetID, or None; one query."""
    return User.objects.filter(username__iexact=net_id.strip(), is_active=True).first()

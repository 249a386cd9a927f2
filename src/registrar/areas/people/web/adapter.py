"""How sign-in differs from allauth's default: nobody signs up; accounts come from the university."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by NetID only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts are made by the registry."""
        return False

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Return the NetID in lower case, as students type their number in either."""
        return str(super().clean_username(username.lower(), shallow=shallow))

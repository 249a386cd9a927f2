"""Rows about people and what they may do."""

from .access_token import AccessToken
from .person import Person
from .role_assignment import Role, RoleAssignment
from .user import User

__all__ = ["AccessToken", "Person", "Role", "RoleAssignment", "User"]

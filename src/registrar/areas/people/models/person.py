"""Somebody's names and dates."""

import pghistory
from django.conf import settings
from django.db import models


@pghistory.track()
class Person(models.Model):
    """Who holds an account. Names are kept in both scripts; `name_zh` may be empty."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person", primary_key=True
    )
    family_name = models.CharField(max_length=60)
    given_names = models.CharField(max_length=100)
    name_zh = models.CharField(max_length=40, blank=True)
    date_of_birth = models.DateField(null=True)
    phone = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.family_name.upper()} {self.given_names}"

    @property
    def in_full(self) -> str:
        """The name in both scripts, such as "CHAN Tai Man 陳大文": staff meet people under either."""
        return f"{self} {self.name_zh}".strip()

"""The account that somebody signs in with."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

net_id = RegexValidator(r"^[a-z0-9][a-z0-9._-]{2,29}$", _("A NetID is written in lower-case letters and digits."))


class User(AbstractUser):
    """An account; `username` is the NetID, for students the student number in lower case."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    username = models.CharField(_("NetID"), max_length=30, unique=True, validators=[net_id])
    email = models.EmailField(_("Email address"), blank=True)
    language = models.CharField(max_length=10, default="en")

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(username=Lower("username")), name="net_id_lower_case")]

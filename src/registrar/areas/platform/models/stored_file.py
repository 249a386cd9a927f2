"""Files that belong to the record: kept in the database, so that one backup holds everything."""

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """One file, named by the hash of its content."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

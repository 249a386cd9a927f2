"""Gapless numbers for documents: drawn inside the transaction that makes the document."""

from django.db import models


class DocumentSequence(models.Model):
    """The next free number of one kind of document."""

    name = models.CharField(max_length=40, primary_key=True)
    next_number = models.BigIntegerField(default=1)

"""Departments, schools and teaching centres."""

from django.db import models


class Department(models.Model):
    """A unit that offers programmes or subjects."""

    code = models.CharField(max_length=12, primary_key=True)
    faculty = models.ForeignKey("catalogue.Faculty", on_delete=models.PROTECT, related_name="departments")
    name_en = models.CharField(max_length=160)
    name_zh = models.CharField(max_length=80)

    class Meta:
        ordering = ["code"]

"""What office somebody holds, where and how long."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The offices of the university that the pages know."""

    STUDENT = "student", _("Student")
    TEACHER = "teacher", _("Subject Teacher")
    ADVISOR = "advisor", _("Academic Advisor")
    PANEL_CHAIR = "panel_chair", _("Chair of a Subject Assessment Review Panel")
    LEADER = "leader", _("Programme Leader")
    DEPARTMENT = "department", _("Department office")
    HEAD = "head", _("Head of Department")
    REGISTRY = "registry", _("Academic Registry")
    FINANCE = "finance", _("Finance Office")
    STUDENT_AFFAIRS = "student_affairs", _("Student Affairs Office")
    LIBRARY = "library", _("Library")
    BOARD = "board", _("Board of Examiners")
    AUDITOR = "auditor", _("Auditor")
    OPERATOR = "operator", _("System operator")


@pghistory.track()
class RoleAssignment(models.Model):
    """One office of one person; `department` narrows it, empty means the whole university."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices)
    department = models.CharField(max_length=12, blank=True, help_text="Department code")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role", "department", "since"], name="one_role_once")]
        indexes = [models.Index(fields=["role", "department"])]

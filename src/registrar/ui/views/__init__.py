"""Base views. Every page of the site derives from ``PolicyView``."""

from registrar.ui.views.confirm_page import ConfirmPage
from registrar.ui.views.form_page import FormPage
from registrar.ui.views.list_page import ListPage
from registrar.ui.views.policy_view import Page, PolicyView

__all__ = ["ConfirmPage", "FormPage", "ListPage", "Page", "PolicyView"]

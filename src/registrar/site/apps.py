"""Django's handle on the site as a whole."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SiteConfig(AppConfig):
    """The place that sees every area."""

    name = "registrar.site"
    label = "site"

    def ready(self) -> None:
        """Give out every area's permissions: each app's `policies` module is imported."""
        autodiscover_modules("policies")

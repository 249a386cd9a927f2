"""The home page: what to do now, by when, and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View


class Home(View):
    """The signed-in person's front page."""

    policy = "signed_in"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the page, or the sign-in page to strangers."""
        if not request.user.is_authenticated:
            return redirect("account_login")
        return render(request, "site/home.html")

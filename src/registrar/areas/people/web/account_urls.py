"""Which of allauth's pages exist here: nobody signs up, and addresses are kept on the profile page."""

from allauth.account import views
from django.urls import include, path

from registrar.areas.people.web.views.demonstration_sign_in import DemonstrationSignIn
from registrar.areas.people.web.views.sign_in import SignIn

urlpatterns = [
    path("login/", SignIn.as_view(), name="account_login"),
    path("demonstration/", DemonstrationSignIn.as_view(), name="demonstration_sign_in"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
]

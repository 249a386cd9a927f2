"""The forms of signing in, in the words and with the anatomy of our own pages."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.forms import Form
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


def _dress(form: Form, **fields: tuple[Any, Any]) -> None:
    """Give fields a label and a hint of ours, and no placeholder: a label must stay when typing begins."""
    form.use_required_attribute = False
    for name, (label, hint) in fields.items():
        field = form.fields[name]
        field.label = label
        field.error_messages["required"] = format_lazy(_("“{label}” needs an answer."), label=label)
        field.help_text = hint
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs.setdefault("width", 20)


class SignInForm(LoginForm):
    """NetID and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Dress the fields."""
        super().__init__(*args, **kwargs)
        _dress(
            self,
            login=(_("NetID"), _("For students: the student number, such as 24012345d.")),
            password=(_("Password"), ""),
        )
        self.fields["login"].widget.attrs.update({"autocapitalize": "none", "spellcheck": "false"})


class NewPasswordForm(ChangePasswordForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Dress the fields."""
        super().__init__(*args, **kwargs)
        _dress(
            self,
            oldpassword=(_("Current password"), ""),
            password1=(_("New password"), _("At least 12 characters; a few words in a row are easy to keep in mind.")),
            password2=(_("New password again"), ""),
        )


class ConfirmPasswordForm(ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Dress the field."""
        super().__init__(*args, **kwargs)
        _dress(self, password=(_("Password"), ""))


CODE_HINT = _("Six digits from the app, or one of your recovery codes.")


class CodeForm(AuthenticateForm):
    """The code after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Dress the field."""
        super().__init__(*args, **kwargs)
        _dress(self, code=(_("Authentication code"), CODE_HINT))


class ConfirmCodeForm(ReauthenticateByCodeForm):
    """The code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Dress the field."""
        super().__init__(*args, **kwargs)
        _dress(self, code=(_("Authentication code"), CODE_HINT))


class NewAppForm(ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Dress the field."""
        super().__init__(*args, **kwargs)
        _dress(self, code=(_("Code that the app shows"), _("Six digits.")))


class NewKeyForm(AddWebAuthnForm):
    """A new passkey or security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Dress the fields."""
        super().__init__(*args, **kwargs)
        _dress(
            self,
            name=(_("Name of the key"), _("So that you can tell it from others, such as “Phone”.")),
            passwordless=(
                _("Sign in with this key alone"),
                _("The device then asks for your fingerprint, face or PIN in place of the password."),
            ),
        )


class KeyNameForm(EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Dress the field."""
        super().__init__(*args, **kwargs)
        _dress(self, name=(_("Name of the key"), ""))

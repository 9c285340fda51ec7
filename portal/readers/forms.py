"""What each of the forms asks. Only what is needed has to be filled in."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.readers.models import LONGEST_TEXT, LONGEST_USAGE, Message
from portal.readers.protection.forms import GuardedForm, Words

LONGEST_NAME = Message._meta.get_field("name").max_length
LONGEST_EMAIL = Message._meta.get_field("email").max_length
LONGEST_ADDRESS = Message._meta.get_field("source").max_length


def _email(**options) -> Words:
    field = Words(
        most=LONGEST_EMAIL, label=gettext_lazy("Your e-mail address"), validators=[_valid_email], **options
    )
    # `type` and `autocomplete` let telephones show the right keys and offer what they know.
    field.widget.attrs |= {"autocomplete": "email", "spellcheck": "false"}
    field.widget.input_type = "email"
    return field


def _valid_email(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError(_("Write the e-mail address like this: name@example.org")) from error


def _valid_address(address: str) -> None:
    try:
        URLValidator(schemes=("http", "https"))(address)
    except ValidationError as error:
        raise ValidationError(_("Write the web address like this: https://example.org/page")) from error


class CorrectionForm(GuardedForm):
    """What is wrong, and how it can be seen."""

    text = Words(
        most=LONGEST_TEXT,
        rows=5,
        label=gettext_lazy("What is wrong?"),
        help_text=gettext_lazy("Quote the words or the figure, so that we find the place."),
        error_messages={"required": gettext_lazy("Say what is wrong.")},
    )
    right = Words(most=LONGEST_TEXT, rows=3, required=False, label=gettext_lazy("What is right?"))
    source = Words(
        most=LONGEST_ADDRESS,
        required=False,
        label=gettext_lazy("Where can we see it?"),
        help_text=gettext_lazy("The address of a page or a document."),
        validators=[_valid_address],
    )
    email = _email(required=False, help_text=gettext_lazy("Only if you would like an answer."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        attributes = self.fields["source"].widget.attrs
        attributes |= {"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}


class QuestionForm(GuardedForm):
    """A question to an agency."""

    text = Words(
        most=LONGEST_TEXT,
        rows=6,
        label=gettext_lazy("Your question"),
        error_messages={"required": gettext_lazy("Write your question.")},
    )
    email = _email(
        help_text=gettext_lazy("The agency sees it and answers to it."),
        error_messages={
            "required": gettext_lazy("Give an e-mail address, so that the agency can answer you.")
        },
    )
    name = Words(
        most=LONGEST_NAME,
        required=False,
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("The agency sees it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class PressForm(GuardedForm):
    """A press of the button is all."""


class UsefulForm(GuardedForm):
    """A press, and a line on how it was used."""

    text = Words(
        most=LONGEST_USAGE,
        rows=2,
        required=False,
        label=gettext_lazy("How did you use it?"),
        help_text=gettext_lazy("Only those who work on this site read it."),
    )

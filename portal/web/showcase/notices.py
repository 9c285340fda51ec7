"""What readers are told: notices, in which language they read, what is wrong with a form or an address."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.web.showcase import specimens as made_up
from portal.web.showcase.component import Component, State, in_record


class _Form(forms.Form):
    """What readers are asked. Sent empty, it is refused as a whole and for a field."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("What is wrong?"),
        help_text=_("Quote the words or the figure, so that we find the place."),
        error_messages={"required": _("Say what is wrong.")},
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )
    source = forms.CharField(
        label=_("Where can we see it?"),
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "url"}),
    )

    def clean(self) -> None:
        """Refuse whatever comes."""
        raise ValidationError(_("This form was open for a long time. Look through it and send it again."))


ASKED, REFUSED = _Form(auto_id="asked-%s"), _Form({}, auto_id="refused-%s")


def _record(state: dict, **fields) -> dict:
    return {"record": made_up.CASE | {"language": state, **fields}}


COMPONENTS = (
    Component(
        "Notice",
        "notice",
        (
            in_record("Information", heading="A specimen heading", text="A specimen sentence."),
            in_record("Warning", tone="warn", heading="A specimen warning", text="A specimen sentence."),
            in_record("Success, with a link", tone="ok", text="Done.", address=made_up.PAGE, link="Go on"),
        ),
    ),
    Component(
        "Translation states",
        "notice_language",
        (
            State("Not translated", _record(made_up.language(requested="lo"))),
            State("By machine, not checked", _record(made_up.language("th", "th", method="machine"))),
            State(
                "By machine, checked", _record(made_up.language("th", "th", method="machine", reviewed=True))
            ),
            State("The original has changed", _record(made_up.language("th", "th", outdated=True))),
        ),
    ),
    Component(
        "Translation line",
        "translation_line",
        (
            State("Original", _record(made_up.language())),
            State("Translated", _record(made_up.language("en", "en", "th"))),
        ),
    ),
    Component(
        "Languages of a record", "languages", (State("With an original", _record(made_up.language())),)
    ),
    Component(
        "Field of a form",
        "field",
        (
            State("With a hint", {"field": ASKED["text"]}),
            State("That can stay empty", {"field": ASKED["source"]}),
            State("Refused", {"field": REFUSED["text"]}),
        ),
    ),
    Component(
        "Error summary",
        "error_summary",
        (
            State(
                "Of a whole form and of one field; it cannot be reached here, as it takes the focus",
                {"form": REFUSED},
            ),
        ),
        "inert",
    ),
    Component("Weave of error pages", "weave", (State("Its only one"),), "oops"),
)

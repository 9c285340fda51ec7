"""The four ways in which a reader can tell something about a record."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.readers.forms import CorrectionForm, PressForm, QuestionForm, UsefulForm
from portal.readers.models import About, Message, Usage, Usefulness, Wish
from portal.readers.protection.forms import GuardedForm
from portal.readers.protection.limits import is_first_today
from portal.readers.recipients import recipient_of


@dataclass
class Way:
    """One way to tell something about the published `record`, on a page in `language`."""

    record: dict
    language: str

    name: ClassVar[str]
    title: ClassVar[str | Promise]
    button: ClassVar[str | Promise]
    thanks: ClassVar[str | Promise]
    form: ClassVar[type[GuardedForm]]
    registry: ClassVar[dict[str, type["Way"]]] = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Way.registry[cls.name] = cls

    @property
    def obstacle(self) -> str:
        """Why it cannot be told about this record, in a sentence; "" if it can."""
        return ""

    def take(self, data: dict, network: str) -> None:
        """Store what was sent from a network; within a transaction."""
        raise NotImplementedError


class Correction(Way):
    """Something is wrong."""

    name = "correction"
    title = gettext_lazy("Suggest a correction")
    button = gettext_lazy("Send the correction")
    thanks = gettext_lazy("Your correction has reached the people who look after this page.")
    form = CorrectionForm

    def take(self, data: dict, network: str) -> None:
        """Keep it for the secretariat and the editors of the record."""
        sent = {name: data[name] for name in ("text", "right", "source", "email")}
        Message.objects.create(
            about=About.CORRECTION, record_id=self.record["id"], language=self.language, **sent
        )


class Question(Way):
    """An agency is asked."""

    name = "question"
    title = gettext_lazy("Ask the agency")
    button = gettext_lazy("Send the question")
    thanks = gettext_lazy("The people who run this site read your question, then pass it on to the agency.")
    form = QuestionForm

    @cached_property
    def recipient(self) -> dict | None:
        """The agency's published record."""
        return recipient_of(self.record, self.language)

    @property
    def obstacle(self) -> str:
        """Where no agency can be reached by mail."""
        return "" if self.recipient else _("There is no agency that can be asked through this site.")

    def take(self, data: dict, network: str) -> None:
        """Keep it for the secretariat to approve."""
        sent = {name: data[name] for name in ("text", "email", "name")}
        Message.objects.create(
            about=About.QUESTION,
            record_id=self.record["id"],
            agency=self.recipient["id"],
            language=self.language,
            **sent,
        )


class Translation(Way):
    """The record is wanted in the page's language."""

    name = "translation"
    title = gettext_lazy("Ask for this page in your language")
    button = gettext_lazy("Ask for it")
    thanks = gettext_lazy("Your wish has been counted. It helps the translators to choose what comes next.")
    form = PressForm

    @property
    def obstacle(self) -> str:
        """Where it can be read in the language already."""
        is_there = self.language in self.record["language"]["available"]
        return _("This page is available in your language already.") if is_there else ""

    def take(self, data: dict, network: str) -> None:
        """Count the wish, of each visitor once a day."""
        if is_first_today(network, self.name, self.record["id"], self.language):
            _count(Wish, record_id=self.record["id"], language=self.language)


class Useful(Way):
    """The record was of use."""

    name = "useful"
    title = gettext_lazy("This was useful to us")
    button = gettext_lazy("Say that it was useful")
    thanks = gettext_lazy("It is good to know that this was useful to you.")
    form = UsefulForm

    def take(self, data: dict, network: str) -> None:
        """Count it, of each visitor once a day; a line on how it was used is kept each time."""
        is_first = is_first_today(network, self.name, self.record["id"])
        row = _count(Usefulness, 1 if is_first else 0, record_id=self.record["id"])
        if data["text"]:
            Usage.objects.create(of=row, text=data["text"], language=self.language)


def _count(model: type[Wish | Usefulness], more: int = 1, **of):
    """Count one more (or none) of what this row counts."""
    row, _is_new = model.objects.get_or_create(**of)
    if more:
        model.objects.filter(pk=row.pk).update(number=F("number") + more, last_at=timezone.now())
    return row

"""What the tests of mirrors run in processes of their own: publishers who do at random what editors do.

python -m tests.api.publishers COMMAND [ARGUMENTS]
"""

import json
import random
import sys
from collections import Counter, deque

import django

django.setup()

from django.db import transaction  # noqa: E402 - Django must be set up before its models

from conferences.models import Material, Presented  # noqa: E402
from knowledge.models import CaseStudy, Lesson, Result  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from portal.publishing.neighbours import catch_up  # noqa: E402
from portal.publishing.publication import Publication  # noqa: E402
from portal.publishing.publish import NoLongerLive, NotPublishable, StillNeeded  # noqa: E402
from portal.publishing.record import Record, StaleRecord, State  # noqa: E402
from portal.publishing.review import InvalidTransition, transition  # noqa: E402
from portal.publishing.tables import Entry, Event, Revision, Status  # noqa: E402
from tests.making import Maker  # noqa: E402

# Another publisher was quicker, or others need the record: an editor would be told so and do something else.
REFUSED = (InvalidTransition, NoLongerLive, NotPublishable, StaleRecord, StillNeeded)
CHANGED = ("agency", "case-study", "conference", "country", "person", "topic")
TAKEN_BACK = ("agency", "case-study", "case-study", "conference", "person", "topic")
MERGED = ("agency", "case-study", "topic")
DECK = {"add": 4, "change": 9, "publish_again": 2, "withdraw": 3, "merge": 2}  # twenty steps
APART = 1_000  # between the numbers of two publishers' records


def seed(cases: str) -> None:
    """Records of several kinds with parts, published; among them case studies, as many as are asked for."""
    make = Maker()
    agencies, topics = ([make.live(kind) for _number in range(4)] for kind in ("agency", "topic"))
    found = [
        make.live("case-study", themes=topics[:2], lessons=2, lead_agency=agencies[number % 4])
        for number in range(int(cases))
    ]
    make.live("conference", cases=found[:3], people=[make.live("person")], agencies=agencies[:1])


def publisher(number: str, decks: str) -> None:
    """Do the steps of so many decks, shuffled; what is refused comes again later. Prints what was done."""
    doing, done = Publisher(int(number)), Counter()
    waiting = doing.shuffled(int(decks))
    while waiting:
        name = waiting.popleft()
        try:
            getattr(doing, name)()
        except REFUSED:
            waiting.append(name)
        else:
            done[name] += 1
        catch_up()  # as the worker does meanwhile
    print(json.dumps(done))  # noqa: T201 - the answer


class Publisher:
    """Does one thing after the other, each with what is there at that moment."""

    def __init__(self, number: int):
        secretary = User.objects.get(email="secretary@example.org")
        self.make = Maker(number=number * APART, users={"secretary": secretary})
        self.random = random.Random(number)  # noqa: S311 - nobody has to be unable to guess it

    def shuffled(self, decks: int) -> deque[str]:
        """The names of what is to be done."""
        names = [*Counter(DECK).elements()] * decks
        self.random.shuffle(names)
        return deque(names)

    def add(self) -> None:
        """A new record."""
        kind = self.random.choice(("agency", "case-study", "case-study", "person", "topic"))
        if kind == "case-study":
            agency, topic = self._any("agency"), self._any("topic")
            self.make.live(
                kind, lessons=self.random.randrange(4), lead_agency=agency, themes=[topic] if topic else []
            )
        else:
            self.make.live(kind)

    def change(self) -> None:
        """Another name in one language, and perhaps other parts."""
        record = self._some(CHANGED)
        language = self.random.choice(("en", "th"))
        with transaction.atomic():
            setattr(record, f"{record.name_field}_{language}", f"Name {self.random.random()}")
            record.save()
            if isinstance(record, CaseStudy):
                self._change_parts(record)
            elif record.kind_name() == "conference":
                self._change_programme(record)
            self.make.kept(record)
        self.make.published(record)

    def publish_again(self) -> None:
        """An older edition of something."""
        record = self._some(CHANGED)
        editions = Revision.objects.filter(record_id=record.pk, event=Event.PUBLISHED).order_by("number")
        self.make.published(record, self.random.choice([*editions]))

    def withdraw(self) -> None:
        """Take something back."""
        self.make.withdrawn(self._some(TAKEN_BACK))

    def merge(self) -> None:
        """Let another record stand for something."""
        record = self._some(MERGED)
        survivor = self._any(record.kind_name(), besides=record.pk)
        into = survivor.pk if survivor else ""
        transition(record, to=State.MERGED, by=self.make.secretary, note="The same.", into=into)

    def _change_parts(self, case: CaseStudy) -> None:
        """A lesson or figure more or less, another value."""
        source = case.sources.first()
        what = self.random.choice(("lesson", "figure", "value", "theme", "less", "none"))
        if what == "lesson":
            Lesson(record=case, text_en="Another", text_th="อีก", source=source).save()
        elif what == "figure":
            Result(record=case, label_en="more", label_th="เพิ่ม", value=7, source=source).save()
        elif what == "value":
            for result in case.results.all()[:1]:
                result.value = self.random.randrange(10**6)
                result.save()
        elif what == "theme":
            live = self._live("topic")
            case.themes.set(self.random.sample(live, min(2, len(live))))
        elif what == "less":
            for part in (*case.lessons.all()[:1], *case.results.all()[:1]):
                part.delete()

    def _change_programme(self, conference: Record) -> None:
        """Another case study, a material more or less."""
        case = self._any("case-study")
        if case and not conference.presented.filter(case_study=case).exists():
            Presented(record=conference, case_study=case, relation="presented").save()
        if slides := conference.materials.first():
            slides.delete()
        else:
            titles = {"title_en": "Slides", "title_th": "สไลด์"}
            Material(record=conference, kind="slides", url="https://example.org/s", **titles).save()

    def _some(self, kinds: tuple[str, ...]) -> Record:
        """A live record of one of these kinds. Raises NotPublishable if there is none of the kind it chose."""
        record = self._any(self.random.choice(kinds))
        if record is None:
            raise NotPublishable(["There is none."])
        return record

    def _any(self, kind: str, besides: str = "") -> Record | None:
        ids = [public_id for public_id in self._live(kind) if public_id != besides]
        return Publication.of(kind).model.objects.get(pk=self.random.choice(ids)) if ids else None

    def _live(self, kind: str) -> list[str]:
        live = Entry.objects.filter(kind=kind, status=Status.LIVE)
        return [*live.order_by("row").values_list("public_id", flat=True)]


if __name__ == "__main__":
    commands = (seed, publisher)
    {command.__name__: command for command in commands}[sys.argv[1]](*sys.argv[2:])

"""Makes records for tests: the least that each kind needs, in Thai and English, and more on request."""

from dataclasses import dataclass, field

from conferences.models import (
    Appearance,
    Conference,
    ConferenceSource,
    Organiser,
    Participation,
    Person,
    Presented,
    Series,
    Session,
    Takeaway,
)
from knowledge.models import Agency, CaseStudy, Country, CountryGroup, Lesson, Result, Source, Topic
from portal.accounts.models import Membership, Role, User
from portal.pages.models import Page
from portal.publishing.publication import Publication
from portal.publishing.record import Record, State
from portal.publishing.review import transition
from portal.publishing.tables import Revision

CODES = [first + second for first in "ABCDEFGHJKLMNPQRSTUVWXYZ" for second in "ABCDEFGHJKLMNPQRSTUVWXYZ"]


@dataclass
class Maker:
    """`make.case_study(...)` saves and keeps a draft; `make.published(record)` publishes it."""

    number: int = 0
    users: dict[str, User] = field(default_factory=dict)

    def user(self, role: Role | None = None, agency: str = "", email: str = "") -> User:
        """A user, with a role for the portal or for one agency."""
        self.number += 1
        user = User.objects.create_user(
            email or f"user{self.number}@example.org", "correct horse battery", is_staff=True
        )
        if role:
            Membership.objects.create(user=user, role=role, agency=agency)
        return user

    @property
    def secretary(self) -> User:
        """Somebody of the secretariat, always the same."""
        if "secretary" not in self.users:
            self.users["secretary"] = self.user(Role.SECRETARIAT, email="secretary@example.org")
        return self.users["secretary"]

    def draft(self, kind: str, **fields) -> Record:
        """A kept draft of any kind."""
        return getattr(self, kind.replace("-", "_"))(**fields)

    def live(self, kind: str, **fields) -> Record:
        """A published record of any kind."""
        return self.published(self.draft(kind, **fields))

    def published(self, record: Record, revision: Revision | None = None) -> Record:
        """Publish what was kept last (or an older Revision), after what it cannot stand without."""
        for name in type(record).needs:
            needed = getattr(record, name)
            if needed is not None and needed.entry() is None:
                self.published(needed)
        return transition(
            record, to=State.PUBLISHED, by=self.secretary, note="Made for a test.", revision=revision
        )

    def withdrawn(self, record: Record) -> Record:
        """Withdraw a live record."""
        record.refresh_from_db()
        return transition(record, to=State.WITHDRAWN, by=self.secretary, note="No longer true.")

    def kept(self, record: Record) -> Record:
        """Keep the rows as they stand."""
        record.keep(by=self.secretary)
        return record

    def country(self, **fields) -> Country:
        """A country with a code that no other one has."""
        code = fields.pop("id", None) or CODES[Country.objects.count()]
        names = {"name_en": f"Country {code}", "name_th": f"ประเทศ {code}"}
        return self._save(Country(id=code, **{**names, **fields}))

    def country_group(self, **fields) -> CountryGroup:
        """A group of countries."""
        self.number += 1
        code = fields.pop("id", None) or f"group-{self.number}"
        return self._save(
            CountryGroup(id=code, **{"name_en": f"Group {code}", "name_th": f"กลุ่ม {code}", **fields})
        )

    def agency(self, **fields) -> Agency:
        """An agency."""
        self.number += 1
        return self._save(
            Agency(**{"name_en": f"Agency {self.number}", "name_th": f"หน่วยงาน {self.number}", **fields})
        )

    def topic(self, **fields) -> Topic:
        """A theme."""
        self.number += 1
        names = {"name_en": f"Topic {self.number}", "name_th": f"หัวข้อ {self.number}", "scheme": "theme"}
        return self._save(Topic(**{**names, **fields}))

    def series(self, **fields) -> Series:
        """A series of conferences."""
        self.number += 1
        return self._save(
            Series(**{"name_en": f"Series {self.number}", "name_th": f"ชุด {self.number}", **fields})
        )

    def person(self, **fields) -> Person:
        """A person."""
        self.number += 1
        return self._save(
            Person(**{"name_en": f"Person {self.number}", "name_th": f"บุคคล {self.number}", **fields})
        )

    def page(self, **fields) -> Page:
        """A page about the portal, with a place in the footer menu."""
        self.number += 1
        titles = {"title_en": f"Page {self.number}", "title_th": f"หน้า {self.number}"}
        bodies = {"body_en": "## What it says\n\nA text.", "body_th": "## ความว่า\n\nข้อความ"}
        return self._save(Page(**{"place": self.number, **titles, **bodies, **fields}))

    def case_study(self, themes=(), lessons: int = 1, **fields) -> CaseStudy:
        """A case study with a source, a result and lessons."""
        self.number += 1
        if "country" not in fields and "country_group" not in fields:
            fields["country"] = Country.objects.first() or self.live("country")
        texts = {"title_en": f"Case {self.number}", "title_th": f"กรณี {self.number}"}
        summaries = {"summary_en": f"Summary {self.number}", "summary_th": f"สรุป {self.number}"}
        slug = f"case-{self.number}"
        case = CaseStudy(**{"slug": slug, "source_language": "th", **texts, **summaries, **fields})
        case.save()
        case.themes.set(themes)
        source = Source(record=case, title="News page", title_language="en", url="https://example.org/news")
        source.save()
        Result(
            record=case, label_en="users", label_th="ผู้ใช้", value=100_000, qualifier="gt", source=source
        ).save()
        for place in range(lessons):
            Lesson(
                record=case,
                position=place,
                text_en=f"Lesson {place}",
                text_th=f"บทเรียน {place}",
                source=source,
            ).save()
        return self.kept(case)

    def conference(self, cases=(), people=(), countries=(), agencies=(), **fields) -> Conference:
        """A conference with a source, a session and a takeaway."""
        self.number += 1
        texts = {"title_en": f"Conference {self.number}", "title_th": f"การประชุม {self.number}"}
        days = {"starts_on": "2021-11-15", "ends_on": "2021-11-16"}
        conference = Conference(
            **{"slug": f"conference-{self.number}", "source_language": "th", **texts, **days, **fields}
        )
        conference.save()
        source = ConferenceSource(
            record=conference, title="News page", title_language="en", url="https://example.org/"
        )
        source.save()
        session = Session(
            record=conference, kind="opening", title_en="Opening", title_th="พิธีเปิด", day="2021-11-15"
        )
        session.save()
        Takeaway(record=conference, text_en="Takeaway", text_th="ข้อสรุป", source=source).save()
        for person in people:
            titles = {"job_title_en": "Director", "job_title_th": "ผู้อำนวยการ"}
            Appearance(record=conference, session=session, person=person, role="speaker", **titles).save()
        for country in countries:
            Participation(record=conference, country=country, capacity="delegation").save()
        for agency in agencies:
            Organiser(record=conference, agency=agency, role="host").save()
        for case in cases:
            Presented(record=conference, case_study=case, relation="presented").save()
        return self.kept(conference)

    @property
    def paths(self) -> dict[str, str]:
        """Where each kind lives."""
        return {publication.kind: publication.path for publication in Publication.all()}

    @staticmethod
    def kinds() -> list[str]:
        """Every kind of record that has a Publication."""
        return [publication.kind for publication in Publication.all()]

    def _save(self, record: Record) -> Record:
        record.save()
        return self.kept(record)


def rename(record: Record, text: str, language: str = "en") -> Record:
    """Give a record another name in one language, without keeping it."""
    setattr(record, f"{record.name_field}_{language}", text)
    record.save()
    return record


KINDS = (
    *("country", "country-group", "agency", "topic", "case-study", "series", "person", "conference"),
    "page",
)

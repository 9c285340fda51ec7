"""Invented records for measuring: the same ones for the same seed, as documents.

Countries have codes that ISO 3166 leaves to its users, so no country's name stands beside invented text.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

COUNTRIES = [f"X{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVW"]
AGENCIES = 49
TOPICS = {"theme": 9, "technology": 5, "channel": 3}
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

# Sentences are drawn from these columns, so that texts differ but are not noise to a compressor or an index.
ENGLISH = (
    ("The office", "A small team", "Every district", "The ministry", "Each counter", "Local staff"),
    ("replaced", "tested", "simplified", "opened", "measured", "translated", "connected", "shared"),
    ("the paper form", "the register", "its payment service", "the application", "the land map", "the queue"),
    (
        "with the provinces",
        "after interviews",
        "in two languages",
        "for rural users",
        "before the budget closed",
    ),
)
THAI = (
    ("สำนักงาน", "คณะทำงาน", "เจ้าหน้าที่", "กระทรวง", "หน่วยงานท้องถิ่น", "ศูนย์บริการ", "ทีมพัฒนา"),
    ("ปรับปรุง", "ทดสอบ", "เชื่อมต่อ", "เปิดให้ใช้", "วัดผล", "แปล", "แบ่งปัน", "ลดขั้นตอน"),
    ("แบบฟอร์มกระดาษ", "ทะเบียนที่ดิน", "ระบบชำระเงิน", "แอปพลิเคชัน", "แผนที่", "ระบบคิว"),
    ("ร่วมกับจังหวัด", "หลังการสัมภาษณ์", "ในสองภาษา", "เพื่อผู้ใช้ในชนบท", "ก่อนสิ้นปีงบประมาณ"),
)
# Sentences in each section of a case study.
SECTIONS = {
    "summary": 3,
    "problem": 4,
    "solution": 5,
    "users": 2,
    "collaboration": 2,
    "challenges": 3,
    "conditions_for_success": 3,
    "replication": 2,
    "inclusion": 2,
    "sustainability": 2,
}
STAGES = ("implementation", "evaluation", "diffusing_lessons", "developing_proposals")
STATUSES = ("running", "scaled", "paused", "replaced")
ROLES = ("partner", "funder", "supplier", "evaluator")


@dataclass
class Generator:
    """Draws documents, as `Record.document()` gives them, from one seed."""

    seed: int = 1
    agencies: list[str] = field(default_factory=list)
    topics: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self):
        self.random = random.Random(self.seed)  # noqa: S311 - nothing secret is drawn

    def neighbours(self) -> Iterator[dict]:
        """Countries, agencies and topics, in an order in which they can be published."""
        for number, code in enumerate(COUNTRIES, 1):
            texts = {"en": {"name": f"Country {number}"}, "th": {"name": f"ประเทศ {number}"}}
            yield self._document("country", code, {"iso3": f"{code}X"}, texts)
        for number in range(1, AGENCIES + 1):
            self.agencies.append(self._id("ag"))
            fields = {"country_id": self._popular(COUNTRIES), "kind": "department", "level": "national"}
            texts = {"en": {"name": f"Department of Service {number}"}, "th": {"name": f"กรมบริการที่ {number}"}}
            yield self._document("agency", self.agencies[-1], fields, texts)
        for scheme, count in TOPICS.items():
            self.topics[scheme] = [self._id("tp") for _number in range(count)]
            for number, topic in enumerate(self.topics[scheme], 1):
                texts = {
                    "en": {"name": f"{scheme.capitalize()} {number}"},
                    "th": {"name": f"หัวข้อ {scheme} {number}"},
                }
                yield self._document("topic", topic, {"scheme": scheme}, texts)

    def case_study(self, number: int) -> dict:
        """A case study of about ten kilobytes, complete in English and Thai; needs the neighbours."""
        draw = self.random
        texts = {
            language: {"title": self._text(columns, 1)[:120] + f" {number}"}
            | {name: self._text(columns, sentences) for name, sentences in SECTIONS.items()}
            for language, columns in (("en", ENGLISH), ("th", THAI))
        }
        lead, *others = draw.sample(self.agencies, 3)
        fields = {
            "kind": "case_study",
            "tier": "full",
            "authorship": "compiled",
            "level": "national",
            "country_id": self._popular(COUNTRIES),
            "lead_agency_id": lead,
            "service_name": f"Service {number}",
            "started": f"{draw.randint(2012, 2019)}-03-01",
            "started_precision": "month",
            "launched": f"{draw.randint(2019, 2025)}-06-15",
            "launched_precision": "day",
            "stage": draw.choice(STAGES),
            "operating_status": draw.choice(STATUSES),
            "cost_band": "from_10k_to_100k",
            "team_size": draw.randint(3, 60),
            "terms": "governments",
        }
        links = {
            "themes": draw.sample(self.topics["theme"], draw.randint(1, 3)),
            "technologies": draw.sample(self.topics["technology"], draw.randint(0, 2)),
            "channels": draw.sample(self.topics["channel"], 1),
            "further_countries": draw.sample(COUNTRIES, draw.choice((0, 0, 0, 1))),
        }
        return self._document(
            "case-study", self._id("cs"), fields, texts, links=links, parts=self._parts(others)
        )

    def _parts(self, agencies: list[str]) -> dict:
        draw = self.random
        sources = [
            {
                "id": self._id("so"),
                "title": self._text(ENGLISH, 1),
                "title_language": "en",
                "publisher": "An office",
                "url": f"https://source.example/{draw.randint(1, 10**6)}",
                "language": "en",
                "texts": {},
                "independence": draw.choice(("self", "partner", "independent")),
                "accessed_on": "2025-01-15",
            }
            for _number in range(2)
        ]
        results = [
            {
                "id": self._id("rs"),
                "kind": "reported",
                "value": str(draw.randint(10, 10**6)),
                "qualifier": "gt",
                "unit": "persons",
                "period": "per_year",
                "as_of": "2024-12-31",
                "as_of_precision": "year",
                "source_id": draw.choice(sources)["id"],
                "texts": {"en": {"label": "Users"}, "th": {"label": "ผู้ใช้"}},
            }
            for _number in range(3)
        ]
        lessons = [
            {
                "id": self._id("ls"),
                "polarity": draw.choice(("do", "avoid")),
                "source_id": sources[0]["id"],
                "texts": {"en": {"text": self._text(ENGLISH, 2)}, "th": {"text": self._text(THAI, 2)}},
            }
            for _number in range(draw.randint(2, 3))
        ]
        participants = [
            {"id": self._id("ca"), "agency_id": agency, "role": draw.choice(ROLES), "texts": {}}
            for agency in agencies
        ]
        return {"sources": sources, "results": results, "lessons": lessons, "participants": participants}

    @staticmethod
    def _document(kind: str, public_id: str, fields: dict, texts: dict, **more: dict) -> dict:
        """`more`: links and parts."""
        fields = {
            "source_language": "en",
            "slug": f"{kind}-{public_id[-4:].lower()}",
            "licence": "CC-BY-4.0",
            **fields,
        }
        return {
            "type": kind,
            "id": public_id,
            "fields": fields,
            "texts": texts,
            **more,
        }

    def _text(self, columns, sentences: int) -> str:
        end = ". " if columns is ENGLISH else " "
        join = " " if columns is ENGLISH else ""
        return end.join(
            join.join(self.random.choice(column) for column in columns) for _number in range(sentences)
        )

    def _popular(self, values: list[str]) -> str:
        """One of the values, the first ones far more often than the last."""
        return self.random.choices(values, [1 / (place + 1) for place in range(len(values))])[0]

    def _id(self, prefix: str) -> str:
        return f"{prefix}-" + "".join(self.random.choices(ALPHABET, k=10))

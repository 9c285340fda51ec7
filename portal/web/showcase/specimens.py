"""Specimens: made-up records that the page of components shows its partials with. None of it is data.

Their links lead back to that page.
"""

PAGE = "/en/components"
# The first sentence of the Universal Declaration of Human Rights' first article.
ARTICLE_1 = {
    "en": "All human beings are born free and equal in dignity and rights.",
    "th": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
    "lo": "ມະນຸດເກີດມາມີສິດເສລີພາບ ແລະ ສະເໝີໜ້າກັນໃນທາງກຽດຕິສັກ ແລະ ທາງສິດ",
    "km": "មនុស្សទាំងអស់ កើតមកមានសេរីភាព និងសមភាព ក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ",
    "my": "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ တူညီလွတ်လပ်သော အခွင့်အရေးများဖြင့် လည်းကောင်း၊ မွေးဖွားလာသူများ ဖြစ်သည်။",
    "vi": "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi.",
    "id": "Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama.",
    "ms": "Semua manusia dilahirkan bebas dan sama rata dari segi maruah dan hak-hak.",
    "fil": "Ang lahat ng tao’y isinilang na malaya at pantay-pantay sa karangalan at mga karapatan.",
    "ko": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
}
API = "/api/v1/countries"  # with ?lang= behind it, an address that answers


def language(served: str = "en", requested: str = "en", original: str = "en", **translation) -> dict:
    """What a rendition says of its language; `translation` are `method`, `reviewed` and `outdated`."""
    state = {"method": "human", "reviewed": False, "outdated": False, **translation}
    return {
        "requested": requested,
        "served": served,
        "fallback": requested != served,
        "original": original,
        "available": ["en", "th", "km"],
        "translation": state if served != original else None,
        "only_in_original": ["lessons/2", "lessons/3", "problem"] if state["outdated"] else [],
    }


def named(kind: str, name: str, **more) -> dict:
    """Another record, as a record names it."""
    return {"id": f"specimen-{kind}", "type": kind, "name": name, "html_url": PAGE, **more}


def record(of: str, state: dict | None = None, **fields) -> dict:
    """A record of a kind as its template gets it."""
    return {
        "id": f"specimen-{of}",
        "type": of,
        "url": API,
        "html_url": PAGE,
        "version": 2,
        "seq": 1,
        "published_at": "2021-11-15T08:00:00Z",
        "updated_at": "2021-11-16T08:00:00Z",
        "license": {"id": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "language": state or language(),
        **fields,
    }


THAILAND = named("country", "Specimen country") | {"id": "TH"}
LAOS = named("country", "Specimen country without delegation size") | {"id": "LA"}
AGENCY = named("agency", "Specimen agency")
SOURCE = {
    "id": "specimen-source",
    "title": "Specimen report",
    "title_language": "en",
    "publisher": AGENCY,
    "url": "https://example.org/report",
    "archived_url": "https://example.org/archived",
    "language": "th",
    "independence": "independent",
    "locator": "p. 12",
    "published_on": "2021-11",
    "retrieved_at": "2021-11-16",
    "quotation": "ตัวอย่างข้อความ",
}
FILE = {
    "id": "specimen-file",
    "title": "Specimen slides",
    "kind": "slides",
    "sha256": None,
    "link": "https://example.org/slides.pdf",
    "language": "en",
    "credit": "Specimen agency",
    "license": "CC-BY-4.0",
}
NOT_STATED = {"baseline": None, "target": None, "source": None}
METRICS = (
    {"id": "specimen-1", "kind": "reported", "label": "Specimen users", "value": 100_000, "qualifier": "gt"}
    | NOT_STATED
    | {"period": "per_day", "source": 0, "as_published": "กว่า 100,000 คนต่อวัน", "as_published_language": "th"},
    {"id": "specimen-2", "kind": "reported", "label": "Specimen parcels", "value": 33_000_000} | NOT_STATED,
    {"id": "specimen-3", "kind": "reported", "label": "Specimen share", "value": 92.5, "unit": "percent"}
    | NOT_STATED
    | {"as_of": "2021-11", "baseline": 40, "method": "Counted by the specimen agency."},
    {
        "id": "specimen-4",
        "kind": "reported",
        "label": "Specimen cost",
        "value": 1_200_000,
        "value_to": 1_500_000,
    }
    | NOT_STATED
    | {"unit": "THB", "period": "cumulative"},
)
FURTHER = (
    {"id": "specimen-5", "kind": "target", "label": "Specimen parcels by 2030", "value": 40_000_000}
    | NOT_STATED,
    {"id": "specimen-6", "kind": "context", "label": "A specimen that its source gives in words only"}
    | NOT_STATED
    | {"value": None, "as_published": "most of them", "as_published_language": "en"},
)
STEPS = (
    {"id": "specimen-7", "text": "A specimen lesson: **do** this.", "polarity": "do", "source": 0},
    {"id": "specimen-8", "text": "A specimen lesson: avoid this.", "polarity": "avoid", "source": None},
    {
        "id": "specimen-9",
        "text": "A specimen takeaway.",
        "kind": "challenge",
        "about": THAILAND,
        "source": None,
    },
)
SPEAKER = {
    **named("person", "Specimen Person"),
    "role": "speaker",
    "job_title": "Director",
    "agency": AGENCY,
    "country": THAILAND,
}
NAMELESS = {"id": None, "name": None, "role": "moderator", "job_title": "Vice President", "agency": AGENCY}
SESSION = {
    "id": "specimen-session",
    "kind": "keynote",
    "title": "A specimen session",
    "date": "2021-11-15",
    "starts_at": "09:00:00",
    "ends_at": "10:30:00",
    "room": "Room 1",
    "abstract": "What a specimen session is about.",
    "speakers": [SPEAKER, NAMELESS],
    "materials": [FILE | {"id": "specimen-material"}],
    "source": 0,
}
CANCELLED = {"id": "specimen-cancelled", "kind": "break", "title": "", "status": "cancelled", "source": None}
PARTICIPATION = {
    "countries": [THAILAND | {"capacity": "observer", "head_count": 3}, LAOS | {"head_count": None}],
    "organizations": [AGENCY | {"note": "Online"}],
    "countries_count_published": 3,
    "note": "A specimen remark about who took part.",
}
CASE = record(
    "case-study",
    kind="case_study",
    title="A specimen case study",
    summary="One specimen sentence about what was done.",
    problem="A specimen *problem* in CommonMark.",
    solution="A specimen solution.",
    countries=[THAILAND],
    agencies=[AGENCY | {"role": "lead"}],
    topics=[named("topic", "Specimen theme", scheme="theme")],
    presented_at=[named("conference", "Specimen conference")],
    period={"start": None, "launch": "2021-11", "end": None},
    resources={"team_size": 12, "months_to_launch": None, "cost_amount": None},
    reuse={"terms": "open"},
    stage="evaluation",
    operating_status="running",
    evidence_grade=3,
    sources=[SOURCE, SOURCE | {"quotation": "", "independence": "self", "archived_url": ""}],
    gaps=["cost_band", "problem"],
    key_metrics=METRICS[:2],
)
OF_A_GROUP = CASE | {
    "kind": "lesson",
    "title": "A specimen of a group of countries",
    "countries": [],
    "country_group": named("country-group", "Specimen group") | {"id": "specimen-group"},
}
CONFERENCE = record(
    "conference",
    title="A specimen conference",
    theme="A specimen theme",
    summary="One specimen sentence about who met.",
    starts_on="2021-11-15",
    ends_on="2021-11-16",
    mode="hybrid",
    venue="Specimen hall",
    city="Specimen city",
    host_country=THAILAND,
    organizers=[AGENCY | {"role": "host"}],
    working_languages=["en", "th"],
    timezone="Asia/Bangkok",
    takeaways=STEPS[2:],
)
SUCCESSION = {
    "type": "agency",
    "predecessors": [named("agency", "Specimen agency until 2020")],
    "successors": [AGENCY],
}
CARDS = {
    "case-study": CASE,
    "conference": CONFERENCE,
    "agency": record(
        "agency",
        name="Specimen agency",
        local_name="หน่วยงานตัวอย่าง",
        local_name_language="th",
        kind="ministry",
        country=THAILAND,
    ),
    "country": record("country", name="Specimen country") | {"id": "TH"},
    "person": record(
        "person", name="Specimen Person", affiliations=[{"job_title": "Director", "agency": AGENCY}]
    ),
    "record": record("topic", name="Specimen theme", definition="What a specimen theme is."),
}

"""Builds one fixed library in the database at hand and prints what its readers get: run once on each engine."""

import json
import re
from urllib.parse import urlencode

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up before anything is imported from it
from django.test import Client  # noqa: E402

from portal.publishing import identity, record  # noqa: E402
from portal.publishing.publication import Kind  # noqa: E402
from tests.making import Maker, rename  # noqa: E402

TITLES = (
    *("Ágora", "agora", "zebra", "Zebra", "éclair", "Đường", "dịch vụ", "ước mơ", "10 lessons", "2 lessons"),
    *(
        "เกษตร",
        "กรมที่ดิน",
        "ไทย",
        "ธนาคาร",
        "ແຂວງ",
        "ກະຊວງ",
        "ក្រសួង",
        "ဝန်ကြီးဌာန",
        "한국",
        "-dash",
        "(paren)",
        "_under",
    ),
)
# Words of every script, whole and unfinished, misspelt, too many, unwanted, exact; and what breaks a careless parser.
TYPED = (
    *(
        "agora",
        "Zebra",
        "eclair",
        "duong",
        "dịch vụ",
        "lessons",
        "lesson 10",
        '"10 lessons"',
        "less*",
        "-dash",
    ),
    *("ที่ดิน", "กรม", "ไทย", "ธนา", "ແຂວງ", "ກະຊວງ", "ក្រសួង", "ဝန်ကြီး", "한국", "국", "ประเทศ TH", "country th"),
    *(
        "zebar",
        "lesosns",
        "agroa zebra",
        "zebra qwertyuiop",
        "ธนาคารแห่ง",
        "กระทรวงที่ดิน",
        "ဝန်ကြီးဌာနများ",
        "ក្រសួងមហាផ្ទៃ",
    ),
    *(
        "case -zebra",
        "lessons -10",
        "qwertyuiop",
        "summary 1",
        "users",
        "renamed",
        "topic หัวข้อ",
        "' OR 1=1",
        "a·b | !",
        "🙂",
    ),
)
SORTS = ("relevance", "title", "-title", "kind")
TIMES = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|urn:uuid:[0-9a-f-]+|\"\d+-[0-9a-f]{12}\"")


def build() -> None:
    """Records whose names sort differently under the collations of the two engines."""
    settings.NUMBER_MAX_AGE = 0
    settings.API_READS_PER_MINUTE = settings.API_SEARCHES_PER_MINUTE = (
        1_000_000  # it asks more than anybody may
    )
    count = iter(range(1, 10_000))
    record.new_id = lambda prefix: f"{prefix}-{next(count):0{identity.LENGTH}d}"
    make = Maker()
    country, topic = make.live("country", id="TH"), make.live("topic")
    agencies = [make.live("agency", name_en=title, country=country) for title in TITLES]
    cases = []
    for place, title in enumerate(TITLES):
        agency = agencies[place % 4]
        launched = f"20{place:02d}-01-01" if place % 3 else None
        themes = [topic] if place % 2 else []
        cases.append(
            make.live("case-study", title_en=title, lead_agency=agency, launched=launched, themes=themes)
        )
    for place, title in enumerate(TITLES):
        make.live("page", title_en=title, place=place % 3 or None)
    make.live("conference", cases=cases[:5], agencies=agencies[:2], countries=[country])
    make.published(make.kept(rename(agencies[0], "Renamed")))
    make.withdrawn(cases[3])


def answers() -> dict[str, str]:
    """What each address answers; list pages walked to their end."""
    client, found = Client(), {}
    for kind in Kind.registry.values():
        for language in ("en", "th", "lo"):
            for name in kind.sorts.keys() - {"published_at"}:  # the time of building differs
                for order in (name, f"-{name}"):
                    address = f"/api/v1/{kind.path}?lang={language}&sort={order}&limit=7"
                    found[address] = _walk(client, address)
            facets = ",".join([*kind.facets, "language"][:6])
            found[f"{kind.path} {language}"] = client.get(
                f"/api/v1/{kind.path}?lang={language}&facets={facets}"
            ).content.decode()
    found |= _searches(client)
    found["filtered"] = client.get(
        "/api/v1/case-studies?country=TH&theme__isnull=true&facets=agency"
    ).content.decode()
    return {address: TIMES.sub("…", text) for address, text in found.items()}


def _searches(client: Client) -> dict[str, str]:
    """What is found, in which order, why, and how it is counted; and what is suggested."""
    found = {}
    for place, typed in enumerate(TYPED):
        language = ("en", "th", "lo")[place % 3]
        for sort in SORTS if place % 4 == 0 else SORTS[:1]:
            address = f"/api/v1/search?{urlencode({'q': typed, 'sort': sort, 'lang': language, 'limit': 7})}"
            found[address] = _walk(client, address)
        asked = {"q": typed, "facets": "type,country,theme,agency,language,year", "lang": language}
        narrowed = ({}, {"type": "case-study"}, {"country": "TH"}, {"theme__isnull": "true"})[place % 4]
        for address in (
            f"/api/v1/search?{urlencode(asked | narrowed)}",
            f"/api/v1/suggestions?{urlencode({'q': typed, 'lang': language})}",
        ):
            found[address] = client.get(address).content.decode()
    for sort in ("title", "-title", "kind", "-kind", "published_at"):
        address = f"/api/v1/search?sort={sort}&limit=7&facets=type"
        found[address] = _walk(client, address)
    return found


def _walk(client: Client, address: str) -> str:
    ids = []
    while address:
        page = client.get(address).json()
        ids += [result["id"] for result in page["results"]]
        address = page["next"] and page["next"].removeprefix(settings.SITE_URL)
    return json.dumps(ids)


if __name__ == "__main__":
    settings.ALLOWED_HOSTS = ["testserver"]
    build()
    print(json.dumps(answers(), ensure_ascii=False))  # noqa: T201 - the answer

"""Builds one fixed library in the database at hand and prints what its readers get: run once on each engine."""

import json
import re

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
TIMES = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|urn:uuid:[0-9a-f-]+|\"\d+-[0-9a-f]{12}\"")


def build() -> None:
    """Records whose names sort differently under the collations of the two engines."""
    settings.NUMBER_MAX_AGE = 0
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
            for name in kind.sorts.keys() - {"published"}:  # the time of building differs
                for order in (name, f"-{name}"):
                    address = f"/api/v1/{kind.path}?lang={language}&sort={order}&limit=7"
                    found[address] = _walk(client, address)
            facets = ",".join([*kind.facets, "language"][:6])
            found[f"{kind.path} {language}"] = client.get(
                f"/api/v1/{kind.path}?lang={language}&facets={facets}"
            ).content.decode()
    found["filtered"] = client.get(
        "/api/v1/case-studies?country=TH&theme__isnull=true&facets=agency"
    ).content.decode()
    return {address: TIMES.sub("…", text) for address, text in found.items()}


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

"""Literal records, pages rendered from them without a database, and what a screen reader hears of a page."""

from html.parser import HTMLParser
from itertools import count

from django.template.loader import render_to_string
from django.utils.translation import override

from portal.publishing.publication import Kind
from portal.web.context import page_context

VOID = {"meta", "link", "br", "hr", "img", "input", "path", "rect"}


class Languages(HTMLParser):
    """Each piece of text of a page with the language that it is in for a screen reader."""

    def __init__(self, html: str):
        super().__init__()
        self.open, self.texts = [("", "")], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
            self.open.pop()

    def handle_data(self, data):
        if data.strip() and self.open[-1][0] != "script":
            self.texts.append((data, self.open[-1][1]))

    def of(self, words: str) -> set[str]:
        """The languages of the pieces that hold these words."""
        found = {language for text, language in self.texts if words in text}
        assert found, f"“{words}” is not on the page"
        return found


def language_block(requested="en", served="en", original="th", available=("en", "th"), **state) -> dict:
    """What a rendition says of its language."""
    method = {"method": state.get("method", "human"), "reviewed": state.get("reviewed", False)}
    translation = method | {"outdated": state.get("outdated", False)} if served != original else None
    return {
        "requested": requested,
        "served": served,
        "fallback": requested != served,
        "original": original,
        "available": list(available),
        "translation": translation,
        "only_in_original": state.get("only_in_original", []),
    }


def ref(kind: str, id_: str, name: str, **more) -> dict:
    """Another record, as a record names it."""
    return {"id": id_, "type": kind, "name": name, "html_url": f"/en/{Kind.of(kind).path}/{id_}/x", **more}


_numbers = count(1)


def record(type_: str, id_: str, language: dict | None = None, **fields) -> dict:
    """A record as its template gets it."""
    block = language or language_block()
    return {
        "id": id_,
        "type": type_,
        "url": f"/api/v1/{Kind.of(type_).path}/{id_}",
        "html_url": f"/{block['served']}/{Kind.of(type_).path}/{id_}/x",
        "version": 2,
        "seq": next(_numbers),  # other bytes have another change number
        "published_at": "2026-11-25T08:00:00Z",
        "updated_at": "2026-11-26T08:00:00Z",
        "license": {"id": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "language": block,
        **fields,
    }


SOURCE = {
    "id": "so-1",
    "title": "ข่าว The 9th ASEAN Conference",
    "title_language": "th",
    "publisher": {"id": None, "name": "OPDC"},
    "url": "https://opdc.go.th/content/NzIyMg",
    "language": "th",
    "independence": "partner",
    "quotation": "แอปพลิเคชัน LandsMaps ของกรมที่ดิน",
}


def metric(**fields) -> dict:
    """A reported figure with a source."""
    common = {
        "id": "rs-1",
        "kind": "reported",
        "qualifier": "gt",
        "source": 0,
        "baseline": None,
        "target": None,
    }
    return {**common, **fields}


def landsmaps(language: dict | None = None, **fields) -> dict:
    """A case study."""
    thailand, lands = (
        ref("country", "TH", "Thailand"),
        ref("agency", "ag-1", "Department of Lands", role="lead"),
    )
    words = {"as_published": "กว่า 100,000 คนต่อวัน", "as_published_language": "th"}
    return record(
        "case-study",
        "cs-1",
        language,
        **{
            "kind": "case_study",
            "authorship": "compiled",
            "title": "LandsMaps: data that people trust",
            "summary": "People look up land parcels.",
            "solution": "An app shows *parcels*.",
            "service_name": "LandsMaps",
            "service_url": "https://landsmaps.dol.go.th/",
            "countries": [thailand],
            "agencies": [lands],
            "topics": [ref("topic", "tp-1", "Open data", scheme="theme")],
            "operating_status": "running",
            "period": {"start": None, "launch": "2021", "end": None},
            "resources": {"cost_amount": None, "months_to_launch": None},
            "reuse": {},
            "metrics": [
                metric(label="Users", value=100_000, period="per_day", **words),
                metric(id="rs-2", label="Parcels", value=33_000_000),
                metric(id="rs-3", kind="target", label="Parcels by 2030", value=40_000_000, source=None),
            ],
            "lessons": [{"id": "ls-1", "text": "Keep developing the data.", "polarity": "do", "source": 0}],
            "sources": [SOURCE],
            "presented_at": [ref("conference", "cf-1", "The 9th ASEAN Conference")],
            "evidence_grade": 2,
            "gaps": ["cost_band", "problem"],
            **fields,
        },
    )


def speaker(**fields) -> dict:
    """Somebody's part in a session, without a name unless one is given."""
    return {"id": None, "name": None, "role": "speaker", "agency": None, "country": None, **fields}


def conference(language: dict | None = None, **fields) -> dict:
    """A conference."""
    opdc, oecd = (
        ref("agency", "ag-2", "OPDC", role="host"),
        ref("agency", "ag-3", "OECD", role="co_organiser"),
    )
    director = speaker(
        **ref("person", "pe-1", "Janos Bertok"),
        role="opening_address",
        job_title="Deputy Director",
        agency=oecd,
    )
    nameless = speaker(role="moderator", job_title="Vice President", agency=opdc)
    return record(
        "conference",
        "cf-1",
        language,
        **{
            "title": "The 9th ASEAN Conference",
            "theme": "Promoting Digital Activities in the Government Space",
            "summary": "Governments shared what they learned.",
            "starts_on": "2021-11-15",
            "ends_on": "2021-11-16",
            "dates_as_published": "15 - 16 พฤศจิกายน พ.ศ. 2564",
            "dates_as_published_language": "th",
            "mode": "online",
            "organizers": [opdc, oecd],
            "participation": {
                "people": 95,
                "qualifier": "eq",
                "people_note": "It may be the total.",
                "countries": [
                    ref("country", "LA", "Laos", head_count=None),
                    ref("country", "TH", "Thailand", head_count=2),
                ],
                "organizations": [ref("agency", "ag-4", "World Bank")],
                "countries_count_published": 6,
                "note": "Myanmar is not among the delegations.",
            },
            "programme_note": "The source gives no programme for the second day.",
            "sessions": [
                {
                    "id": "ss-1",
                    "kind": "opening",
                    "title": "Opening",
                    "date": "2021-11-15",
                    "speakers": [director, nameless],
                    "source": 0,
                }
            ],
            "takeaways": [
                {"id": "ls-2", "kind": "challenge", "text": "People’s trust.", "about": None, "source": 0}
            ],
            "case_studies": [ref("case-study", "cs-1", "LandsMaps", relation="presented", note=None)],
            "sources": [SOURCE],
            **fields,
        },
    )


def page(shown: dict, panels: list[dict] | None = None) -> str:
    """The record's page in the language that was asked for."""
    language = shown["language"]["requested"]
    kind = Kind.of(shown["type"])
    values = page_context(f"/{language}/{kind.path}/{shown['id']}/x", language)
    values |= {"record": shown, "publication": kind, "served": shown["language"]["served"]}
    values["panels"] = panels or []
    with override(language):
        return render_to_string([f"records/{shown['type']}.html", "records/record.html"], values)


def listed(kind: str, language: str, records: list[dict], **context) -> str:
    """A list of these records."""
    publication = Kind.of(kind)
    values = page_context(context.pop("address", f"/{language}/{publication.path}"), language)
    values |= {"publication": publication, "heading": publication.model._meta.verbose_name_plural}
    values |= {"records": records, "count": len(records), "next": None, "first": None, "is_filtered": False}
    with override(language):
        return render_to_string([f"lists/{kind}.html", "lists/record.html"], values | context)


def error(status: int, **context) -> str:
    """The page for a status."""
    values = page_context("/en/", "en") | {"status": status}
    with override("en"):
        return render_to_string(f"errors/{status}.html", values | context)

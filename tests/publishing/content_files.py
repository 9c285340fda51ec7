"""A small set of content files that cite each other, for tests to spoil."""

import copy

import pytest
import yaml
from django.apps import apps

from portal.publishing.content import ContentFaults, load

AGENCY, TOPIC, CASE, CONFERENCE = "ag-0000000001", "tp-0000000001", "cs-0000000001", "cf-0000000001"
SOURCE, RESULT, LESSON = "so-0000000001", "rs-0000000001", "ls-0000000001"
FILES = {
    "agencies.yaml": {
        "type": "agency",
        "records": [
            {
                "id": AGENCY,
                "fields": {"slug": "lands", "source_language": "th", "kind": "department", "country": "TH"},
                "texts": {"th": {"name": "กรมที่ดิน"}, "en": {"name": "Department of Lands"}},
                "translations": {"en": {"method": "machine", "reviewed": False}},
            }
        ],
    },
    "case_studies.yaml": {
        "type": "case-study",
        "records": [
            {
                "id": CASE,
                "fields": {
                    "slug": "landsmaps",
                    "source_language": "th",
                    "lead_agency": AGENCY,
                    "country": "TH",
                },
                "links": {"themes": [TOPIC]},
                "texts": {
                    "th": {"title": "LandsMaps", "summary": "แผนที่แปลงที่ดิน"},
                    "en": {"title": "LandsMaps", "summary": "A map of parcels."},
                },
                "text_languages": {"th": {"title": "en"}},
                "translations": {"en": {"method": "machine", "reviewed": False}},
                "parts": {
                    "sources": [{"id": SOURCE, "title": "News", "url": "https://example.org/news"}],
                    "results": [
                        {
                            "id": RESULT,
                            "value": 100000,
                            "qualifier": "gt",
                            "as_of": "2021-11-16",
                            "source": SOURCE,
                            "texts": {"th": {"label": "ผู้ใช้"}, "en": {"label": "Users"}},
                        }
                    ],
                    "lessons": [
                        {
                            "id": LESSON,
                            "said_at": CONFERENCE,
                            "source": SOURCE,
                            "texts": {"th": {"text": "ทำต่อไป"}, "en": {"text": "Carry on."}},
                        }
                    ],
                },
            }
        ],
    },
    "conferences.yaml": {
        "type": "conference",
        "records": [
            {
                "id": CONFERENCE,
                "fields": {"source_language": "en", "starts_on": "2021-11-15", "ends_on": "2021-11-16"},
                "texts": {"en": {"title": "The 9th"}},
                "parts": {
                    "sources": [{"id": "cr-0000000001", "title": "News"}],
                    "participation": [{"id": "pa-0000000001", "country": "TH", "capacity": "delegation"}],
                    "presented": [{"id": "pr-0000000001", "case_study": CASE}],
                },
            }
        ],
    },
    "countries.yaml": {
        "type": "country",
        "records": [
            {
                "id": "TH",
                "fields": {"iso3": "THA", "m49": "764"},
                "texts": {"en": {"name": "Thailand"}, "th": {"name": "ไทย"}},
            }
        ],
    },
    "topics.yaml": {
        "type": "topic",
        "records": [{"id": TOPIC, "fields": {"scheme": "theme"}, "texts": {"en": {"name": "Land"}}}],
    },
}


class Folder:
    """A folder of content files that a test may change."""

    def __init__(self, path):
        self.path, self.files = path, copy.deepcopy(FILES)

    def record(self, name: str) -> dict:
        """The one record of a file."""
        return self.files[f"{name}.yaml"]["records"][0]

    def part(self, record: str, name: str) -> dict:
        """The first part of a kind."""
        return self.record(record)["parts"][name][0]

    def load(self, **options):
        """Write the files as they are by now, and load them."""
        for name, content in self.files.items():
            text = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True)
            (self.path / name).write_text(text, encoding="utf-8")
        return load(self.path, **options)

    def faults(self) -> list[str]:
        """What loading says is wrong."""
        with pytest.raises(ContentFaults) as caught:
            self.load()
        return [str(fault) for fault in caught.value.faults]


def everything() -> dict[str, int]:
    """How many rows each table holds."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}

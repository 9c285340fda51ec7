"""The links that record pages include."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from portal.catalogue.catalogue import Catalogue

pytestmark = pytest.mark.django_db


def links(record, language: str) -> list[str]:
    """Where the links below a record lead."""
    with translation.override(language):
        shown = Catalogue.get(record.pk, language).record
        html = render_to_string("components/tell.html", {"record": shown, "language": language})
    assert html.count('rel="nofollow"') == html.count("<a ")
    return re.findall(f'href="/{language}/tell/{record.pk}/([a-z]+)"', html)


def test_each_record_offers_what_makes_sense_for_it(make, case, agency):
    alone = make.live("case-study")
    assert links(case, "en") == ["correction", "useful", "question"]
    assert links(case, "lo") == ["correction", "useful", "question", "translation"]
    assert links(agency, "th") == ["correction", "useful", "question"]
    assert links(alone, "th") == ["correction", "useful"]
    assert links(make.live("page"), "en") == ["correction"]

"""The preview of a record that is not published."""

import pytest

from portal.publishing.tables import Entry, Rendition
from tests.editing.filling import address, edit
from tests.making import KINDS

pytestmark = pytest.mark.django_db
BANNER = "Preview, not published"
BANNERS = {"en": BANNER, "th": "ตัวอย่าง ยังไม่ได้เผยแพร่", "km": "ការមើលជាមុន មិនទាន់ផ្សព្វផ្សាយ"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "th", "km"])
def test_every_kind_has_a_preview_in_every_language(kind, language, make, secretariat):
    record = make.draft(kind)
    response = secretariat.get(address(record, f"preview/?language={language}"))
    text = response.content.decode()
    assert response.status_code == 200
    assert str(getattr(record, f"{record.name_field}_{'th' if language == 'th' else 'en'}")) in text
    assert f'<html lang="{language}">' in text
    assert BANNERS[language] in text
    assert "no-store" in response["Cache-Control"]
    assert not Entry.objects.filter(public_id=record.pk).exists()
    assert not Rendition.objects.filter(entry__public_id=record.pk).exists()


def test_a_preview_shows_the_rows_and_published_names(make, secretariat):
    agency = make.live("agency", name_en="Land Office")
    case = make.live("case-study", lead_agency=agency, title_en="Old title")
    edit(secretariat, case, title_en="Draft title")
    edit(secretariat, agency, name_en="Renamed in secret")
    text = secretariat.get(address(case, "preview/")).content.decode()
    assert "Draft title" in text
    assert "Land Office" in text
    assert "Renamed in secret" not in text


def test_the_languages_of_a_preview_lead_to_previews(make, secretariat):
    text = secretariat.get(address(make.draft("case-study"), "preview/")).content.decode()
    assert '<a href="?language=th" lang="th"' in text


def test_an_empty_draft_can_be_previewed(make, secretariat):
    case = make.case_study(title_en="", title_th="", summary_en="", summary_th="")
    assert BANNER in secretariat.get(address(case, "preview/")).content.decode()


def test_unknown_languages_are_not_found(make, secretariat):
    assert secretariat.get(address(make.draft("topic"), "preview/?language=xx")).status_code == 404


def test_the_page_of_a_live_record_has_no_banner(make, client):
    case = make.live("case-study")
    assert BANNER not in client.get(f"/en/case-studies/{case.pk}/{case.slug}").content.decode()

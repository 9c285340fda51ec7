"""Citations to download."""

import pytest
from django.utils import timezone

from portal.publishing.record import State
from portal.publishing.review import transition

MEDIA_TYPES = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json; charset=utf-8",
}


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_a_citation_is_as_of_today_and_in_the_language_asked_for(make, client, suffix):
    case = make.live("case-study", title_en="What works", title_th="สิ่งที่ได้ผล")
    response = client.get(f"/cite/{case.pk}.{suffix}?lang=th")
    assert (response.status_code, response["Content-Type"]) == (200, MEDIA_TYPES[suffix])
    assert response["Content-Disposition"] == f'attachment; filename="{case.pk}.{suffix}"'
    assert (response["Content-Language"], response["Cross-Origin-Resource-Policy"]) == ("th", "cross-origin")
    text = response.content.decode()
    assert "สิ่งที่ได้ผล" in text
    today = timezone.now().date()
    assert {"bib": f"urldate = {{{today}}}", "ris": f"Y2  - {today:%Y/%m/%d}", "json": "accessed"}[
        suffix
    ] in text


def test_what_is_not_public_or_not_citable_has_none(make, client):
    draft, gone, topic = make.case_study(), make.live("case-study"), make.live("topic")
    make.withdrawn(gone)
    lesson = make.live("case-study").lessons.get()
    expected = {draft.pk: 404, gone.pk: 410, topic.pk: 404, lesson.pk: 404}
    assert {pk: client.get(f"/cite/{pk}.bib").status_code for pk in expected} == expected
    assert client.get(f"/cite/{gone.pk}.docx").status_code == 404
    assert client.get(f"/cite/{gone.pk}.bib?lang=xx").status_code == 400


def test_a_page_says_how_it_is_cited(make, client):
    case, topic = make.live("case-study", title_en="What works"), make.live("topic")
    html = client.get(f"/en/case-studies/{case.pk}", follow=True).content.decode()
    assert "How to cite" in html
    assert f"@techreport{{{case.pk}," in html
    assert "How to cite" not in client.get(f"/en/topics/{topic.pk}").content.decode()


def test_a_fallback_page_cites_in_the_language_that_is_read(make, client):
    case = make.live("case-study", title_en="What works")
    html = client.get(f"/lo/case-studies/{case.pk}", follow=True).content.decode()
    assert '<p class="small" lang="en">What works. ' in html


def test_a_citation_is_one_statement(make, statements):
    case = make.live("case-study")
    assert statements(1, f"/cite/{case.pk}.bib").status_code == 200


def test_what_was_merged_leads_to_its_survivor_with_the_query(make, client):
    old, heir = make.live("case-study"), make.live("case-study")
    transition(old, to=State.MERGED, by=make.secretary, note="The same.", into=heir.pk)
    response = client.get(f"/cite/{old.pk}.bib?lang=th")
    assert (response.status_code, response["Location"]) == (308, f"/cite/{heir.pk}.bib?lang=th")

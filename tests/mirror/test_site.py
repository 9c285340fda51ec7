"""The site asked in this process."""

import pytest

from portal.mirror.site import Site


@pytest.mark.django_db
def test_answers_are_those_that_readers_get(make):
    case = make.live("case-study", slug="a-case")
    site = Site()
    page = site.get(f"/th/case-studies/{case.pk}/a-case")
    assert (page.status, page.media_type, page.location) == (200, "text/html", "")
    assert case.title_th in page.body.decode()
    moved = site.get(f"/th/case-studies/{case.pk}/another")
    assert (moved.status, moved.location) == (301, f"/th/case-studies/{case.pk}/a-case")
    assert site.get("/th/nothing-here").status == 404
    assert site.get("/static/site.css").media_type == "text/css"
    assert len(site.get("/en/library?type=case-study").body) < len(site.get("/en/library").body)

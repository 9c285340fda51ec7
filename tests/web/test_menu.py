"""The footer's menu on every public page: of what is published, at once, in the page's language."""

import re

import pytest
from django.db import OperationalError, connection

from portal.accounts.models import Role
from portal.publishing import numbers
from portal.publishing.record import State
from portal.publishing.review import transition
from portal.web.context import navigation_of, page_context
from portal.web.menu import MOST
from tests.making import rename
from tests.web.literal import Languages

SECRET = "Zanzibarsecret"


def _refuse(execute, sql, params, many, context):
    raise OperationalError("the database is gone")


def footer(client, address: str) -> str:
    """The footer of a page."""
    return client.get(address, follow=True).content.decode().partition("<footer")[2]


def menu(client, address: str) -> list[str]:
    """The names in the footer's menu, in their order."""
    groups = footer(client, address).partition('<ul class="langs">')[0]
    links = re.findall(r'<a href="/\w+/pages/[^"]*"[^>]*>(.*?)</a>', groups)
    return [re.sub("<[^>]*>", "", link) for link in links]


@pytest.fixture
def addresses(make) -> list[str]:
    """A home, a list, a record's page, an error page, and a page about the portal."""
    topic = make.live("topic")
    about = make.live("page", title_en="Who we are", title_th="เกี่ยวกับเรา", slug="about")
    return [
        *("/en/", "/en/case-studies", f"/en/topics/{topic.pk}", "/en/nothing-here"),
        *("/en/pages", f"/en/pages/{about.pk}/about"),
    ]


def test_the_menu_stands_in_the_footer_of_every_page_by_place(make, client, addresses):
    make.live("page", title_en="Terms", place=100)
    make.live("page", title_en="Privacy", place=99)
    make.live("page", title_en="Elsewhere", place=None)
    for address in addresses:
        assert menu(client, address) == ["Who we are", "Privacy", "Terms"], address


def test_a_draft_s_title_is_in_no_footer(make, client, addresses):
    draft = make.kept(rename(make.page(), SECRET))
    live = make.live("page", title_en="Terms")
    make.kept(rename(live, SECRET))  # a live page under edit
    live.refresh_from_db()
    transition(live, to=State.SUBMITTED, by=make.secretary)
    for address in addresses:
        assert menu(client, address) == ["Who we are", "Terms"], address
        assert SECRET not in client.get(address, follow=True).content.decode(), address
    transition(live, to=State.PUBLISHED, by=make.user(Role.REVIEWER))
    make.published(draft)
    assert all(menu(client, address).count(SECRET) == 2 for address in addresses)


@pytest.fixture(params=[0, 60], ids=lambda age: f"number trusted for {age} s")
def everywhere(request, client, addresses, settings, django_capture_on_commit_callbacks):
    """What the menu says on all pages alike after a step, numbers read each time or trusted for a while."""
    settings.NUMBER_MAX_AGE = request.param

    def after(step=lambda: None) -> list[str]:
        with django_capture_on_commit_callbacks(execute=True):
            step()
        found = {tuple(menu(client, address)) for address in addresses}
        assert len(found) == 1
        return list(found.pop())

    return after


def test_what_happens_to_a_page_reaches_pages_already_stored(make, client, addresses, everywhere):
    assert everywhere() == ["Who we are"]
    terms = make.page(title_en="Terms", place=2_000)
    assert everywhere(lambda: make.published(terms)) == ["Who we are", "Terms"]
    rename(terms, "Conditions")
    assert everywhere(lambda: make.published(make.kept(terms))) == ["Who we are", "Conditions"]
    terms.place = 0
    terms.save()
    assert everywhere(lambda: make.published(make.kept(terms))) == ["Conditions", "Who we are"]
    terms.slug = "conditions"
    terms.save()
    everywhere(lambda: make.published(make.kept(terms)))
    assert all(f"/en/pages/{terms.pk}/conditions" in footer(client, address) for address in addresses)
    assert everywhere(lambda: make.withdrawn(terms)) == ["Who we are"]


def test_a_page_keeps_its_etag_while_the_menu_stands_still(make, client, addresses):
    stored = {address: client.get(address)["ETag"] for address in addresses if "pages/" in address}
    make.live("topic")
    assert {address: client.get(address)["ETag"] for address in stored} == stored
    make.live("page")
    assert [address for address, etag in stored.items() if client.get(address)["ETag"] == etag] == []


def test_a_name_is_in_the_language_of_the_page_else_it_says_in_which(make, client, addresses):
    make.live("page", title_en="GovTech terms", title_th="เงื่อนไขการใช้ GovTech", slug="terms")
    assert menu(client, "/th/") == ["เกี่ยวกับเรา", "เงื่อนไขการใช้ GovTech"]
    thai, lao = (Languages(client.get(f"/{code}/").content.decode()) for code in ("th", "lo"))
    assert (thai.of("เกี่ยวกับเรา"), thai.of("เงื่อนไข"), thai.of("GovTech")) == ({"th"}, {"th"}, {"en"})
    assert (lao.of("Who we are"), lao.of("GovTech terms")) == ({"en"}, {"en"})
    assert re.search(r'<a href="/lo/pages/pg-\w+/about" lang="en">Who we are</a>', footer(client, "/lo/"))
    assert re.search(r'<a href="/th/pages/pg-\w+/about">เกี่ยวกับเรา</a>', footer(client, "/th/"))


def test_a_title_deliberately_in_another_language_is_marked(make, client):
    page = make.page(title_en="Sala", title_th="Sala")
    page.text_languages = {"th": {"title": "en"}}
    page.save()
    make.published(make.kept(page))
    assert re.search(r'<a href="/th/pages/[^"]*" lang="en">Sala</a>', footer(client, "/th/"))


def test_markup_in_a_title_is_text(make, client):
    make.live("page", title_en="<script>alert(1)</script>")
    assert "<script>alert" not in footer(client, "/en/")


def test_a_menu_is_no_list_of_everything(make, client):
    for number in range(MOST + 2):
        make.live("page", title_en=f"Page {number:02d}", place=number)
    assert menu(client, "/en/") == [f"Page {number:02d}" for number in range(MOST)]


def test_pages_about_the_portal_are_not_among_what_is_browsed(make, client, addresses):
    kinds = [item["kind"] for item in navigation_of("en", "pages", is_page=True)]
    assert len(kinds) > 5
    assert "page" not in kinds
    home = client.get("/en/").content.decode()
    assert 'href="/en/pages"' not in home
    record = client.get(addresses[-1]).content.decode()
    assert '<li><a href="/en/pages">Pages</a></li>' in record.partition("crumbs")[2].partition("</nav>")[0]
    assert 'href="/en/pages"' not in record.partition("</nav>")[0]


@pytest.mark.django_db
def test_without_pages_there_is_no_heading_for_them(client):
    assert "About this site" not in footer(client, "/en/")
    assert "About this site" not in page_context("/en/", "en")["footer"]


@pytest.mark.parametrize("remembered", [0, 60])
def test_while_the_database_is_gone_error_pages_have_what_is_remembered_or_no_menu(
    make, client, addresses, settings, remembered
):
    settings.NUMBER_MAX_AGE = remembered
    assert menu(client, "/en/nothing-here") == ["Who we are"]
    numbers.forget_numbers()
    with connection.execute_wrapper(_refuse):
        assert client.get("/en/nothing-here").status_code == 404
        assert menu(client, "/en/nothing-here") == ["Who we are"]
        assert client.get("/lo/nothing-here").status_code == 404
        assert menu(client, "/lo/nothing-here") == []
        assert client.get("/lo/").status_code == 503
        assert menu(client, "/lo/") == []
    numbers.forget_all()
    with connection.execute_wrapper(_refuse):
        assert client.get("/en/nothing-here").status_code == 404
        assert menu(client, "/en/nothing-here") == []

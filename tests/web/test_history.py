"""The public history of a record: its versions, each at its own address, and what changed between two."""

import re

import pytest
from django.core.cache import caches

from knowledge.models import Lesson
from portal.accounts.models import Role
from portal.publishing.record import State
from portal.publishing.redaction import redact
from portal.publishing.review import transition
from tests.contracts.surfaces import histories
from tests.making import KINDS, rename
from tests.web.test_pages import no_database

TAG = re.compile("<[^>]+>")


@pytest.fixture
def read(client):
    """`read("cs-…/1")` gives the HTML of a page of a history."""

    def read(path: str, language: str = "en", status: int = 200) -> str:
        response = client.get(f"/{language}/history/{path}")
        assert response.status_code == status, path
        return response.content.decode()

    return read


@pytest.fixture
def again(make):
    """Changes fields of a live record and publishes it."""

    def again(record, **fields):
        record.refresh_from_db()
        for name, value in fields.items():
            setattr(record, name, value)
        record.save()
        return make.published(make.kept(record))

    return again


def words(html: str) -> str:
    """What the main part says, as one line."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(TAG.sub(" ", main).split())


# The list


def test_every_publication_is_a_line_the_last_first_and_says_what_changed(make, again, read):
    case = make.live("case-study", lessons=2, title_en="One")
    case.lessons.first().delete()
    again(case, title_en="Two", stage="implementation")
    text = words(read(case.pk))
    assert text.index("Version 2") < text.index("Version 1")
    assert "Changed: Title and Stage. Removed: Lessons (1). Other wording in: English." in text
    assert "The first version." in text
    assert "the current version" in text
    assert f'href="/en/history/{case.pk}/1...2"' in read(case.pk)


def test_added_moved_and_languages_are_told(make, again, read):
    case = make.live("case-study", lessons=3)
    first = case.lessons.first()
    first.position = 9
    first.save()
    Lesson(record=case, position=10, text_en="New", text_th="ใหม่").save()
    lao = {"title_lo": "ຫົວຂໍ້", "summary_lo": "ສະຫຼຸບ"}
    for lesson in case.lessons.all():
        lesson.text_lo = "ບົດຮຽນ"
        lesson.save()
    result = case.results.get()
    result.label_lo = "ຜູ້ໃຊ້"
    result.save()
    again(case, **lao)
    text = words(read(case.pk))
    assert "Added: Lessons (1). Moved: Lessons (1). Now also in: Lao." in text


def test_whether_it_was_reviewed_is_told_and_by_whom_and_why_is_not(make, again, read):
    case = make.live("case-study")
    again(case, title_en="Reviewed")
    transition(rename_and_keep(make, case), to=State.SUBMITTED, by=make.secretary, note="NOTESUBMITTED")
    reviewer = make.user(Role.REVIEWER, email="zanzibar.reviewer@example.org")
    transition(case, to=State.PUBLISHED, by=reviewer, note="NOTEAPPROVED")
    html = read(case.pk) + read(f"{case.pk}/1") + read(f"{case.pk}/1...2")
    assert "Published without review" in html
    assert "Approved by a reviewer" in html
    for secret in ("Made for a test", "NOTESUBMITTED", "NOTEAPPROVED", "zanzibar", "secretary@"):
        assert secret not in html


def rename_and_keep(make, case):
    """A further change, kept."""
    case.refresh_from_db()
    return make.kept(rename(case, "Renamed once more"))


def test_a_redaction_is_told_without_its_reason_and_without_what_it_took(make, again, read):
    case = make.live("case-study", title_en="Zanzibar parcels", slug="zanzibar")
    again(case, title_en="Parcels")
    case.refresh_from_db()
    redact(case, "Zanzibar", by=make.secretary, reason="SECRETREASON")
    pages = "".join(
        read(address.partition("/history/")[2], status=code) for address, code in _own(case.pk).items()
    )
    assert "A passage was removed from all versions." in pages
    assert "█████" in pages
    assert not re.search("zanzibar|SECRETREASON", pages, re.IGNORECASE)


def _own(public_id: str) -> dict[str, int]:
    """All addresses of a history whose versions were all published but the one that a redaction kept."""
    return dict.fromkeys(histories(public_id), 200)


def test_a_long_history_has_pages(make, again, read):
    topic = make.live("topic")
    for number in range(21):
        again(topic, name_en=f"Name {number}")
    first, second = read(topic.pk), read(f"{topic.pk}?page=2")
    assert [html.count('<li class="bare">') for html in (first, second)] == [20, 2]
    assert "Showing 21 to 22 of 22" in second
    assert "noindex" in second
    assert "noindex" not in first
    for wrong, status in (("?page=3", 404), ("?page=x", 400), ("?page=0", 400)):
        read(f"{topic.pk}{wrong}", status=status)
    assert "fbclid" not in read(f"{topic.pk}?fbclid=1")


# A version


@pytest.mark.parametrize("kind", KINDS)
def test_a_version_is_the_record_as_it_was_with_a_notice(make, again, read, kind, client):
    record = make.live(kind, **{f"{make.draft(kind).name_field}_en": "Former words"})
    again(record, **{f"{record.name_field}_en": "Present words"})
    html = read(f"{record.pk}/1")
    assert "Former words" in html[html.index("<h1") : html.index("</h1>")]
    assert "This is version 1, published on" in html
    assert "It has been replaced." in html
    assert f'href="/en/history/{record.pk}/1...2"' in html
    assert '<meta name="robots" content="noindex">' in html
    page = client.get(f"/en/{make.paths[kind]}/{record.pk}", follow=True).request["PATH_INFO"]
    assert re.search(f'<link rel="canonical" href="[^"]*{page}">', html)
    assert f'href="{page}"' in html
    now = read(f"{record.pk}/2")
    assert "It is the current version." in now
    assert "Present words" in now


def test_other_languages_of_a_version_are_the_same_version(make, read):
    case = make.live("case-study")
    html = read(f"{case.pk}/1", "th")
    assert f'href="/en/history/{case.pk}/1" hreflang="en"' in html
    assert 'lang="en"' in read(f"{case.pk}/1", "lo")


def test_what_was_never_published_is_not_found_like_what_never_was(make, read, client):
    case = make.live("case-study")
    make.kept(rename(case, "A draft"))
    draft = make.case_study()
    never = read(f"{case.pk}/77", status=404)
    for path in (
        *(f"{case.pk}/2", f"{case.pk}/1...2", f"{case.pk}/2...1", f"{case.pk}/1...1", f"{case.pk}/01"),
        *(f"{case.pk}/0", f"{case.pk}/1...77", f"{draft.pk}", f"{draft.pk}/1", f"{case.lessons.get().pk}"),
        *(f"{case.lessons.get().pk}/1", "cs-nothing000", "cs-nothing000/1", f"{case.pk}/x", f"{case.pk}/-1"),
    ):
        assert read(path, status=404) == never, path
    assert client.get(f"/xx/history/{case.pk}").status_code == 404


def test_a_withdrawn_records_history_is_gone_and_a_merged_ones_leads_to_the_survivor(make, again, client):
    case, old, heir = make.live("case-study"), make.live("topic"), make.live("topic")
    for record in (case, old):
        again(record, **{f"{record.name_field}_en": "Zanzibar"})
        for address in histories(record.pk):
            assert client.get(address).status_code == 200
    make.withdrawn(case)
    old.refresh_from_db()
    transition(old, to=State.MERGED, by=make.secretary, note="The same.", into=heir.pk)
    for address in histories(case.pk):
        response = client.get(address)
        assert response.status_code == 410, address
        assert "Zanzibar" not in response.content.decode()
    for address in histories(old.pk):
        response = client.get(address)
        assert (response.status_code, heir.pk in response["Location"]) == (308, True), address


def test_who_objects_is_in_no_old_version_and_in_no_difference_stored_or_not(make, again, read):
    person = make.live("person", name_en="Zanzibar Speaker", name_th="แซนซิบาร์")
    conference = make.live("conference", people=[person])
    conference.appearances.all().delete()
    again(conference, theme_en="Without")
    paths = [conference.pk, f"{conference.pk}/1", f"{conference.pk}/1...2"]
    assert ["Zanzibar Speaker" in read(path) for path in paths] == [False, True, True]
    make.withdrawn(person)
    assert ["Zanzibar" in read(path) for path in paths] == [False, False, False]
    assert person.pk not in "".join(map(read, paths))


def test_what_is_cited_before_it_is_public_is_in_no_difference(make, again, read):
    draft = make.case_study(title_en="Zanzibar draft", title_th="แซนซิบาร์")
    conference = make.live("conference")
    conference.presented.create(case_study=draft, relation="presented", note_en="Zanzibar note")
    again(conference, theme_en="With a draft")
    paths = [conference.pk, f"{conference.pk}/2", f"{conference.pk}/1...2"]
    assert [re.search(f"Zanzibar|{draft.pk}", read(path)) for path in paths] == [None, None, None]
    make.published(draft)
    assert ["Zanzibar note" in read(path) for path in paths] == [False, True, True]


def test_what_is_the_staffs_is_in_no_difference(make, again, read):
    agency = make.live("agency", contact_mailbox="old-zanzibar@example.org", owner="ag-zanzibar000")
    again(agency, contact_mailbox="new-zanzibar@example.org", owner="ag-zanzibar111", name_en="Renamed")
    person = make.live("person", basis="public_source")
    again(person, basis="consent", bio_en="A speaker.")
    paths = [f"{record.pk}{rest}" for record in (agency, person) for rest in ("", "/1", "/1...2", "/2")]
    html = "".join(map(read, paths))
    assert "A speaker." in html
    assert not re.search("zanzibar|The person agreed|consent|public_source", html)


# A difference


def test_words_that_came_and_went_are_marked_for_eye_and_ear(make, again, read):
    case = make.live("case-study", title_en="A map, online")
    again(case, title_en="A map, offline", summary_th="สรุปใหม่")
    html = read(f"{case.pk}/1...2")
    assert re.search(r"<del><span class=\"vh\" lang=\"en\"> \[removed: </span>online<span", html)
    assert re.search(r"<ins><span class=\"vh\" lang=\"en\"> \[added: </span>offline<span", html)
    assert "สรุปใหม่" not in html
    assert f'href="/th/history/{case.pk}/1...2"' in html
    thai = words(read(f"{case.pk}/1...2", "th"))
    assert "ใหม่" in thai
    backwards = read(f"{case.pk}/2...1")
    assert re.search(r"<del>.*?offline<span", backwards)


def test_another_language_than_the_pages_is_marked(make, again, read):
    case = make.live("case-study", title_en="A map")
    again(case, title_en="Another map")
    html = read(f"{case.pk}/1...2", "lo")
    assert '<p class="words" lang="en">' in html
    assert "notice" in html


def test_parts_facts_and_references_are_in_words(make, again, read):
    old, new = make.live("topic", name_en="Land"), make.live("topic", name_en="Tax")
    case = make.live("case-study", themes=[old], started="2019-03-01", started_precision="month")
    case.themes.set([new])
    lead = make.live("agency", name_en="Department of Lands")
    result = case.results.get()
    result.value, result.as_published_language = 1_234_567, "th"
    result.save()
    again(case, lead_agency=lead, started_precision="year", terms="open_licence")
    text = words(read(f"{case.pk}/1...2"))
    for said in (
        *("Topic: Land removed", "Topic: Tax added", "Agency: Department of Lands added", "Lead agency"),
        *("March 2019", "2019", "1,234,567", "Result: users changed", "Thai"),
    ):
        assert said in text, said
    assert "lead]" not in text


def test_the_same_text_published_again_has_no_difference_to_show(make, again, read):
    case = make.live("case-study", title_en="One")
    first = case.entry().revision
    again(case, title_en="Two")
    case.refresh_from_db()
    make.published(case, first)
    text = words(read(case.pk))
    assert "An older version was published again. Changed: Title." in text
    assert f"/history/{case.pk}/2...1" in read(case.pk)


# How they are kept


def test_queries_are_the_same_for_one_version_and_for_three(make, again, client, django_assert_num_queries):
    case = make.live("case-study", themes=[make.live("topic")])
    counts = {"": 6, "/1": 5, "/1...2": 5}
    for rounds in range(3):
        again(case, title_en=f"Title {rounds}")
        for path, count in counts.items():
            caches["pages"].clear()
            address = f"/en/history/{case.pk}{path}"
            with django_assert_num_queries(count):
                response = client.get(address)
            with django_assert_num_queries(1):
                assert client.get(address).content == response.content
            with django_assert_num_queries(1):
                unmodified = client.get(address, headers={"if-none-match": response["ETag"]})
            assert unmodified.status_code == 304


def test_pages_once_served_are_served_while_the_database_is_gone(make, client):
    case = make.live("case-study")
    addresses = histories(case.pk)
    good = [client.get(address).content for address in addresses]
    with no_database():
        assert [client.get(address).content for address in addresses] == good
        assert client.get(f"/ko/history/{case.pk}").status_code == 503


def test_the_records_page_leads_to_its_history(make, client):
    case = make.live("case-study")
    html = client.get(f"/th/case-studies/{case.pk}", follow=True).content.decode()
    assert f'href="/th/history/{case.pk}"' in html
    assert f'href="/th/compare?id={case.pk}"' in html

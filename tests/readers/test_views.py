"""The pages on which readers tell something about a record."""

import re
from datetime import timedelta
from itertools import product

import pytest
from django.test import Client
from django.utils import timezone

from portal.languages.codes import CODES
from portal.publishing.numbers import forget_numbers
from portal.publishing.record import State
from portal.publishing.review import transition
from portal.readers.models import Message, Usage, Usefulness, Wish
from portal.readers.protection.tables import Tally
from tests.contracts.surfaces import SECRETS, plant
from tests.readers.conftest import MAILBOX
from tests.readers.sending import FORM, LEAST, WAYS, correction, send, stamped, where
from tests.web.test_outage import lost

pytestmark = pytest.mark.django_db


def text(response) -> str:
    """The page, spaces joined."""
    return " ".join(response.content.decode().split())


# What is there


def test_every_form_and_its_thanks_speak_every_language(case):
    for language, way, end in product(CODES, WAYS, ("", "/thanks")):
        response = Client().get(where(case, way, language) + end)
        assert (response.status_code, response["Content-Language"]) == (200, language)
        html = response.content.decode()
        assert re.search(r'<html[^>]* lang="(\w+)"', html).group(1) == language
        assert f'href="/{language}/case-studies/{case.pk}/{case.slug}"' in html


def test_the_pages_are_kept_by_nobody_and_set_no_cookie(case):
    for way in WAYS:
        answers = [Client().get(where(case, way)), send(where(case, way)), send(where(case, way), seconds=0)]
        answers += [Client().get(where(case, way) + "/thanks"), Client().get(where(case, way) + "/nothing")]
        for response in answers[:4]:
            assert response["Cache-Control"] == "no-store"
        for response in answers:
            assert "Set-Cookie" not in response
            assert not response.cookies
            assert "Cookie" not in response.get("Vary", "")
            assert "script-src 'self'" in response["Content-Security-Policy"]
        assert '<meta name="robots" content="noindex">' in text(answers[0])


def test_a_record_in_another_language_is_marked_as_such(case):
    response = Client().get(where(case, "translation", "lo"))
    assert '<p class="lede"><span lang="en">LandsMaps</span></p>' in text(response)


def test_drafts_are_unknown_and_withdrawn_records_gone(make, case):
    draft, part = make.draft("case-study"), case.lessons.get()
    for way in WAYS:
        for page in (where(draft, way), where(part, way), where(draft, way) + "/thanks"):
            assert Client().get(page).status_code == 404
        assert send(where(draft, way)).status_code == 404
    make.withdrawn(case)
    for way in WAYS:
        gone = [Client().get(where(case, way)), send(where(case, way))]
        assert [(response.status_code, response["Cache-Control"]) for response in gone] == [
            (410, "no-store")
        ] * 2
        assert "No longer true." in text(gone[0])
    assert not Message.objects.exists()


def test_names_are_those_that_are_published(case, agency):
    for record in (plant(case), plant(agency)):
        assert record.name_field  # the rows say something else now
    for record, way, end in product((case, agency), WAYS, ("", "/thanks")):
        shown = Client().get(where(record, way) + end).content.decode()
        assert [secret for secret in SECRETS.values() if secret in shown] == []
    assert "LandsMaps" in text(send(where(case), text=" "))


def test_unknown_ways_and_languages_are_not_there(case):
    for address in (f"/en/tell/{case.pk}/praise", f"/xx/tell/{case.pk}/correction", f"/en/tell/{case.pk}"):
        assert Client().get(address).status_code == 404


def test_what_is_sent_about_a_merged_record_goes_to_its_survivor(make):
    old, new = make.live("case-study"), make.live("case-study")
    transition(old, to=State.MERGED, by=make.secretary, note="Twice.", into=new.pk)
    for response in (Client().get(where(old)), send(where(old))):
        assert (response.status_code, response["Location"]) == (308, where(new))
    again = send(where(new), stamp=stamped(where(old)))  # a browser sends the same body there
    assert again.status_code == 422
    assert "The year is wrong." in text(again)


# What is sent


def test_a_correction_is_kept_with_what_was_written(case):
    response = send(
        where(case, language="th"),
        text="ปี\r\nผิด\x00\x07",
        right="2021",
        source="https://example.org/a",
        email="a@example.org",
    )
    assert (response.status_code, response["Location"]) == (303, where(case, language="th") + "/thanks")
    assert list(
        Message.objects.values_list(
            "about", "record_id", "language", "text", "right", "source", "email", "standing"
        )
    ) == [("correction", case.pk, "th", "ปี\nผิด", "2021", "https://example.org/a", "a@example.org", "new")]


def test_a_correction_needs_nothing_but_what_is_wrong(case):
    assert send(where(case)).status_code == 303
    assert Message.objects.get().email == ""


def test_a_question_knows_whom_it_goes_to(case, agency):
    assert send(where(case, "question"), name="A Reader").status_code == 303
    message = Message.objects.get()
    assert (message.about, message.record_id, message.agency) == ("question", case.pk, agency.pk)
    assert (message.name, message.email) == ("A Reader", "reader@example.org")


def test_the_visitor_is_told_beforehand_that_the_agency_sees_the_address(case):
    shown = text(Client().get(where(case, "question")))
    assert "Your question goes to Department of Lands." in shown
    assert "The agency will see your e-mail address" in shown
    assert "are deleted 90 days after the matter is closed" in shown


def test_a_wish_is_counted_for_the_record_and_the_language(case):
    for language, network in (
        ("lo", "192.0.2.1"),
        ("lo", "192.0.2.2"),
        ("lo", "192.0.2.2"),
        ("km", "192.0.2.2"),
    ):
        response = send(where(case, "translation", language), extra={"REMOTE_ADDR": network})
        assert response.status_code == 303
    assert list(Wish.objects.values_list("record_id", "language", "number")) == [
        (case.pk, "lo", 2),
        (case.pk, "km", 1),
    ]


def test_nobody_wishes_for_what_is_there(case):
    there = "This page is available in your language already."
    assert there in text(Client().get(where(case, "translation", "en")))
    assert "<form method" not in text(Client().get(where(case, "translation", "en")))
    assert there in text(send(where(case, "translation", "en")))
    assert send(where(case, "translation", "th")).status_code == 422
    assert not Wish.objects.exists()


def test_use_is_counted_once_a_day_for_each_visitor_and_lines_are_kept(case):
    for line in ("", "For our own land portal.", ""):
        assert send(where(case, "useful"), text=line).status_code == 303
    send(where(case, "useful"), extra={"REMOTE_ADDR": "192.0.2.9"})
    assert Usefulness.objects.get().number == 2
    assert list(Usage.objects.values_list("text", "language")) == [("For our own land portal.", "en")]


def test_thanks_hold_nothing_of_what_was_sent(case):
    response = send(where(case), text="Nobody else reads this.", follow=None)
    thanks = Client().get(response["Location"])
    assert "?" not in response["Location"]
    assert "Nobody else reads this." not in text(thanks)
    assert "<h1>Thank you</h1>" in text(thanks)


# Who can be asked


def test_where_nobody_can_be_asked_the_page_says_so_and_leads_on(make, agency):
    silent = make.live("agency", website="https://silent.example.org/")
    shown = text(Client().get(where(silent, "question")))
    assert "There is no agency that can be asked through this site." in shown
    assert 'href="https://silent.example.org/"' in shown
    assert where(silent) in shown
    assert "<form method" not in shown
    assert "<form method" in text(Client().get(where(agency, "question")))


def test_a_question_is_not_lost_when_the_mailbox_goes_meanwhile(case, agency):
    type(agency).objects.update(contact_mailbox="")
    response = send(where(case, "question"), text="How did you begin?")
    assert response.status_code == 422
    assert "There is no agency that can be asked through this site." in text(response)
    assert "How did you begin?" in text(response)


# What is refused, and kept


REFUSALS = {
    "too quick": ({"seconds": 1}, "This form was sent very fast. Look through it and send it again."),
    "too old": (
        {"seconds": 86_500},
        "This form was open for a long time. Look through it and send it again.",
    ),
    "no stamp": ({"stamp": ""}, "This form was open for a long time. Look through it and send it again."),
    "another's stamp": ({"stamp": "nonsense:abc"}, "This form was open for a long time."),
    "filled trap": ({"homepage": "https://spam.example.org/"}, "Leave this field empty"),
    "too long": ({"text": "ก" * 2001 + "END"}, "Use at most 2,000 characters. You wrote 2,004."),
    "no address": ({"source": "nonsense"}, "Write the web address like this: https://example.org/page"),
    "no web address": (
        {"source": "ftp://example.org/"},
        "Write the web address like this: https://example.org/page",
    ),
    "no e-mail": ({"email": "a@b"}, "Write the e-mail address like this: name@example.org"),
    "two lines": (
        {"email": "a@example.org\nBcc: b@example.org"},
        "Write the e-mail address like this: name@example.org",
    ),
}


def test_every_refusal_says_why_and_keeps_what_was_written(case):
    written = {
        "text": "The year END is wrong.",
        "right": "It is 2021.",
        "source": "https://example.org/",
        "email": "a@example.org",
    }
    for fault, (changed, why) in REFUSALS.items():
        response = send(where(case), **(written | changed))
        shown = text(response)
        assert response.status_code == 422, fault
        assert why in shown, fault
        assert "<title>Error: Suggest a correction – LandsMaps – Sala</title>" in shown, fault
        assert '<div class="errsum" role="alert" tabindex="-1" aria-labelledby="errsum" autofocus>' in shown
        for name in written:
            assert " ".join((written | changed)[name].split())[-20:] in shown, (fault, name)
    assert not Message.objects.exists()
    assert not Tally.objects.exists()


def test_a_fault_stands_beside_its_field_and_in_the_summary(case):
    html = send(where(case), text=" ").content.decode()
    assert '<a href="#text">Say what is wrong.</a>' in html
    assert '<p class="errmsg" id="text_error">Say what is wrong.</p>' in html
    assert re.search(
        r'<textarea[^>]*aria-invalid="true"[^>]*aria-describedby="text_helptext text_error"', html
    )


def test_a_stamp_belongs_to_its_address_and_goes_on_counting(case, agency):
    other = send(where(case), stamp=stamped(where(agency)))
    assert other.status_code == 422
    quick = stamped(where(case), 1)
    again = send(where(case), stamp=quick)
    assert f'name="stamp" value="{quick}"' in text(again)  # whoever waits a little is not asked a third time
    old = stamped(where(case), 86_500)
    new = re.search(r'name="stamp" value="([^"]+)"', text(send(where(case), stamp=old))).group(1)
    assert new != old


def test_the_trap_is_hidden_from_eyes_and_explained_to_ears(case):
    assert (
        '<div class="vh"><label for="homepage">Leave this field empty</label><input type="text" name="homepage" '
        'class="input" autocomplete="off" tabindex="-1" id="homepage"></div>'
    ) in text(Client().get(where(case)))
    shown = text(send(where(case), homepage="x"))
    assert '<a href="#homepage">Leave this field empty</a>' in shown
    assert '<div class="vh"><label for="homepage">' not in shown


OWN = (
    {},  # programs and very old browsers
    {"sec-fetch-site": "same-origin", "origin": "http://testserver"},
    {"origin": "https://sala.example.org"},  # as readers reach it through a proxy
)
FOREIGN = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {"origin": "https://evil.example.org"},
    {"origin": "http://sala.example.org"},
    {"origin": "null"},
    {"sec-fetch-site": "same-origin", "origin": "https://evil.example.org"},
)


def test_forms_of_other_sites_are_refused(case, settings):
    settings.SITE_URL = "https://sala.example.org"
    strict = Client(enforce_csrf_checks=True)
    for headers in FOREIGN:
        response = send(where(case), headers=headers, sender=strict)
        assert response.status_code == 403, headers
        assert "open the form again and send it once more" in text(response)
    assert not Message.objects.exists()
    for headers in OWN:
        assert send(where(case), headers=headers, sender=strict).status_code == 303, headers
    assert Message.objects.count() == len(OWN)


def test_bodies_that_no_form_sends_are_refused(case):
    client, address = Client(), where(case)
    huge = client.post(address, "text=" + "x" * 300_000, content_type=FORM)
    assert (huge.status_code, "shorten what you wrote" in text(huge)) == (413, True)
    for kind in ("multipart/form-data", "application/json", "multipart/form-data; boundary=x", "text/plain"):
        assert client.post(address, b"{}", content_type=kind).status_code == 400
    assert client.post(address, b"text=%ff%fe%00&stamp=%00", content_type=FORM).status_code == 422
    assert client.generic("POST", address).status_code == 400
    assert client.put(address, b"").status_code == 405
    assert not Message.objects.exists()


def test_thanks_can_only_be_read(case):
    response = Client(enforce_csrf_checks=True).post(where(case) + "/thanks")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert "This page can only be read" in text(response)


def test_too_many_are_told_when_to_try_again_and_lose_nothing(case):
    stamp = stamped(where(case, "useful"))  # the same one sent again is counted like any other
    for _number in range(20):
        assert send(where(case, "useful"), stamp=stamp).status_code == 303
    response = send(where(case), text="What I wanted to say.")
    shown = text(response)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert re.search(r"Nothing is lost: try again in (1 minute|\d+ minutes)\.", shown)
    assert "What I wanted to say." in shown
    assert 'name="stamp"' in shown
    assert not Message.objects.exists()
    other = send(where(case), extra={"REMOTE_ADDR": "192.0.2.77"})
    assert other.status_code == 303


# Statements that still pass: that which reads the record, and some of those that count and store.
@pytest.mark.parametrize("passing", [1, 3, 12])
@pytest.mark.parametrize("way", ["correction", "question"])
def test_what_cannot_be_stored_is_kept_in_the_form(case, way, passing):
    address = where(case, way, "th")
    with lost(after=passing):
        response = send(address, text="What I wanted to say.", email="a@example.org")
    shown = text(response)
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert (response["Cache-Control"], response["Content-Language"]) == ("no-store", "th")
    for words in ("What I wanted to say.", 'value="a@example.org"', "แลนด์สแมพส์", 'name="stamp"', "503"):
        assert words in shown
    assert f'<form method="post" action="{address}" novalidate>' in shown


def test_a_fault_is_told_or_kept_when_the_menu_cannot_be_read(case):
    forget_numbers()
    with lost(after=1):
        response = send(where(case), text="What I wanted to say.", source="nonsense")
    assert response.status_code == 503
    assert "What I wanted to say." in text(response)
    assert "Write the web address like this" in text(response)


def test_no_page_and_no_answer_of_the_api_holds_a_mailbox(case, agency, make):
    correction(case, text=MAILBOX.partition("@")[0])  # what somebody wrote is public nowhere, too
    pages = [where(record, way) + end for record in (case, agency) for way in WAYS for end in ("", "/thanks")]
    pages += [
        f"/api/v1/agencies/{agency.pk}",
        f"/api/v1/case-studies/{case.pk}",
        f"/en/agencies/{agency.pk}",
        "/en/agencies",
    ]
    answers = [Client().get(page, follow=True) for page in pages]
    answers += [send(where(case, way), seconds=0) for way in WAYS]
    assert {response.status_code for response in answers} == {200, 422}
    assert [response for response in answers if "private-office" in response.content.decode()] == []


def test_a_form_costs_few_queries(case, django_assert_num_queries):
    Client().get(where(case))  # the footer's menu is known from then on
    for way, number in (
        ("correction", 2),  # the record, and the portal's number
        ("translation", 2),
        ("useful", 2),
        ("question", 5),  # and the owner, who has a mailbox, and the agency
    ):
        with django_assert_num_queries(number):
            Client().get(where(case, way, "lo"))


def test_it_is_all_forgotten_who_sent_what(case):
    before = timezone.now() - timedelta(minutes=1)
    send(where(case), extra={"REMOTE_ADDR": "192.0.2.44"})
    stored = str([list(model.objects.values()) for model in (Message, Tally)])
    assert "192.0.2.44" not in stored
    assert Message.objects.get().received_at > before
    assert LEAST["correction"]["text"] in stored

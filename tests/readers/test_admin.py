"""What staff see of what readers sent, and what they do with it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts.models import Role
from portal.editing.queue import waiting
from portal.publishing.outbox import work_off
from portal.publishing.tables import Outbox
from portal.readers.handling import BY_NAME, STEPS, take
from portal.readers.models import Handling, Message, Usage, Usefulness, Wish
from tests.editing.filling import messages, signed_in
from tests.readers.sending import correction, move_clock, question

pytestmark = pytest.mark.django_db

MESSAGES, WISHES, USES = (f"/admin/readers/{name}/" for name in ("message", "wish", "usefulness"))


def at(message: Message, name: str = "change") -> str:
    """A message's page, or where a step is taken."""
    return f"{MESSAGES}{message.pk}/{name}/"


def rows(client: Client, address: str) -> list:
    """The rows of a list."""
    return list(client.get(address).context["cl"].result_list)


def text(response) -> str:
    """The page, spaces joined."""
    return " ".join(response.content.decode().split())


# Who sees and does what


# Who sees how many messages, wishes and uses of one each about the own record, of another message about another's, and
# of a question (None: the list is closed to them); and the pages of the three messages.
SEEN = {
    "secretariat": ((3, 1, 1), (200, 200, 200)),
    "editor of the owner": ((1, 1, 1), (200, 404, 404)),
    "editor of another agency": ((0, 0, 0), (404, 404, 404)),
    "contributor of the owner": ((None, None, None), (404, 404, 404)),
    "reviewer": ((None, 1, 1), (404, 404, 404)),
    "translator": ((None, 1, 1), (404, 404, 404)),
    "administrator": ((None, None, None), (404, 404, 404)),
    "nobody": ((None, None, None), (404, 404, 404)),
}


def test_who_sees_what(make, agency, case):
    type(case).objects.update(owner=agency.pk)
    Wish.objects.create(record_id=case.pk, language="lo", number=3)
    Usefulness.objects.create(record_id=case.pk, number=3)
    sent = [correction(case), correction(make.live("topic")), question(agency, case)]
    users = {
        "secretariat": make.secretary,
        "editor of the owner": make.user(Role.AGENCY_EDITOR, agency=agency.pk),
        "editor of another agency": make.user(Role.AGENCY_EDITOR, agency="ag-0000000000"),
        "contributor of the owner": make.user(Role.CONTRIBUTOR, agency=agency.pk),
        "reviewer": make.user(Role.REVIEWER),
        "translator": make.user(Role.TRANSLATOR),
        "administrator": make.user(Role.ADMINISTRATOR),
        "nobody": make.user(),
    }
    for who, (lists, pages) in SEEN.items():
        client = signed_in(users[who])
        assert [number_in(client, address) for address in (MESSAGES, WISHES, USES)] == list(lists), who
        assert [client.get(at(message)).status_code for message in sent] == list(pages), who
        for message, status in zip(sent, pages, strict=True):
            if status == 404:
                assert {client.post(at(message, step.name)).status_code for step in STEPS} == {404}, who
    assert not Handling.objects.exists()


def number_in(client: Client, address: str) -> int | None:
    """How many rows a list has; None where it is closed to the user."""
    response = client.get(address)
    return None if response.status_code == 403 else len(response.context["cl"].result_list)


def test_strangers_sign_in_first(case):
    for address in (MESSAGES, WISHES, USES, at(correction(case)), at(correction(case), "done")):
        assert Client().get(address).status_code == 302


def test_editors_of_the_agency_handle_corrections_about_its_records(make, agency, case, editor):
    type(case).objects.update(owner=agency.pk)
    for name, standing in (("done", "done"), ("refuse", "refused")):
        message = correction(case)
        assert editor.get(at(message, name)).status_code == 200
        assert editor.post(at(message, name), {"reason": "Checked."}).status_code == 302
        assert Message.objects.get(pk=message.pk).standing == standing
    # Who is known is for the secretariat to delete.
    assert editor.post(at(correction(case, email="a@example.org"), "forget")).status_code == 403
    type(case).objects.update(owner="")
    assert rows(editor, MESSAGES) == []


def test_nobody_adds_changes_or_deletes(secretariat, case):
    message = correction(case)
    assert secretariat.get(f"{MESSAGES}add/").status_code == 403
    assert secretariat.post(at(message, "delete"), {"post": "yes"}).status_code == 403
    secretariat.post(at(message), {"text": "Changed", "standing": "done"})
    message.refresh_from_db()
    assert (message.text, message.standing) == ("The year is wrong.", "new")
    assert 'name="action"' not in text(secretariat.get(MESSAGES))


# Messages


def test_the_list_has_new_ones_first_and_finds_by_words_and_by_record(secretariat, case, make):
    done, new = correction(case, text="An older one."), correction(make.live("topic", name_en="Land titles"))
    take(BY_NAME["done"], done, by=make.secretary)
    Message.objects.filter(pk=new.pk).update(received_at=timezone.now().replace(year=2020))
    assert rows(secretariat, MESSAGES) == [new, done]
    for query, found in (
        *(("q=older", [done]), ("q=landsmaps", [done]), ("q=Land+titles", [new]), (f"q={case.pk}", [done])),
        *(("standing__exact=new", [new]), ("about__exact=question", []), ("q=nothing-like-it", [])),
    ):
        assert rows(secretariat, f"{MESSAGES}?{query}") == found, query


def test_empty_lists_say_so(secretariat):
    for address, words in (
        (MESSAGES, "Readers have sent nothing that you have to look at."),
        (WISHES, "No reader has asked for a page in another language yet."),
        (USES, "No reader has said yet that a record was useful."),
        (f"{MESSAGES}?q=anything", "Nothing matches."),
    ):
        assert words in text(secretariat.get(address))


def test_a_message_s_page_tells_everything_and_nothing_in_it_is_markup(secretariat, case):
    message = correction(
        case, text="<b>Wrong</b>", right="2021", source="javascript:alert(1)", email="a@example.org", name="A"
    )
    shown = text(secretariat.get(at(message)))
    for words in ("&lt;b&gt;Wrong&lt;/b&gt;", "2021", "a@example.org", "LandsMaps", "English"):
        assert words in shown
    assert 'href="javascript' not in shown
    for name in ("done", "refuse", "forget"):
        assert at(message, name) in shown
    for name in ("approve", "again", "reopen"):
        assert at(message, name) not in shown


def test_approving_says_what_the_agency_will_see_and_then_relays(secretariat, agency, make):
    message = question(agency)
    assert "with the name and the e-mail address of who asks" in text(secretariat.get(at(message, "approve")))
    response = secretariat.post(at(message, "approve"), {"reason": ""}, follow=True)
    assert messages(response) == ["Approved: the question is passed on to the agency."]
    assert "The question is about to be passed on." in text(response)
    work_off()
    shown = text(secretariat.get(at(message)))
    assert "Passed on" in shown
    assert make.secretary.email in shown


def test_staff_see_that_a_question_could_not_be_passed_on(secretariat, agency, make):
    message = question(agency)
    take(BY_NAME["approve"], message, by=make.secretary)
    type(agency).objects.update(contact_mailbox="")
    work_off()
    assert "It is tried again." in text(secretariat.get(at(message)))
    Outbox.objects.update(state=Outbox.State.FAILED)
    shown = text(secretariat.get(at(message)))
    assert "could not be passed on, and is not tried again by itself" in shown
    assert at(message, "again") in shown
    assert [(item.label, item.number) for item in waiting(make.secretary)] == [
        ("Questions that could not be passed on", 1)
    ]


def test_refusing_asks_why(secretariat, case):
    message = correction(case)
    refused = secretariat.post(at(message, "refuse"), {"reason": " "})
    assert refused.context["form"].errors.keys() == {"reason"}
    secretariat.post(at(message, "refuse"), {"reason": "It is right."})
    shown = text(secretariat.get(at(message)))
    assert "It is right." in shown
    assert "Refused" in shown


def test_a_step_that_comes_too_late_says_so(secretariat, case, make):
    message = correction(case)
    take(BY_NAME["done"], message, by=make.secretary)
    response = secretariat.post(at(message, "refuse"), {"reason": "No."}, follow=True)
    assert messages(response) == ["This step does not apply now: look at the message as it is by now."]
    assert secretariat.get(at(message, "praise")).status_code == 404


def test_deleted_details_are_gone_from_the_page(secretariat, case, monkeypatch):
    message = correction(case, email="a@example.org", name="A Reader")
    secretariat.post(at(message, "forget"), {"reason": "They asked for it."})
    shown = text(secretariat.get(at(message)))
    assert "a@example.org" not in shown
    assert "A Reader" not in shown
    assert "Deleted on" in shown
    assert "They asked for it." in shown
    move_clock(monkeypatch, minutes=1)


def test_a_question_of_somebody_who_was_forgotten_says_why_it_ends_there(secretariat, agency, make):
    message = question(agency)
    take(BY_NAME["refuse"], message, by=make.secretary, reason="No.")
    why = "<p>The sender’s details were deleted.</p>"
    shown = text(secretariat.get(at(message)))
    assert at(message, "reopen") in shown
    assert why not in shown
    take(BY_NAME["forget"], message, by=make.secretary)
    response = secretariat.post(at(message, "reopen"), follow=True)
    assert messages(response) == ["This step does not apply now: look at the message as it is by now."]
    assert at(message, "reopen") not in text(response)
    assert why in text(response)


def test_an_address_to_write_to_is_nothing_but_an_address(secretariat, case):
    message = correction(case, email="a?bcc=b%40example.com&x=@example.org")
    shown = text(secretariat.get(at(message)))
    assert 'href="mailto:a%3Fbcc%3Db%2540example.com%26x%3D@example.org"' in shown
    assert ">a?bcc=b%40example.com&amp;x=@example.org</a>" in shown


# Wishes and uses


def test_wishes_are_sorted_by_number_and_filtered_by_language(secretariat, case, agency):
    few = Wish.objects.create(record_id=case.pk, language="lo", number=2)
    many = Wish.objects.create(record_id=agency.pk, language="km", number=9)
    assert rows(secretariat, WISHES) == [many, few]
    assert rows(secretariat, f"{WISHES}?language=lo") == [few]
    assert rows(secretariat, f"{WISHES}?q=LandsMaps") == [few]
    assert "LandsMaps" in text(secretariat.get(f"{WISHES}{few.pk}/change/"))


def test_uses_are_told_with_their_lines(secretariat, case):
    row = Usefulness.objects.create(record_id=case.pk, number=2)
    Usage.objects.create(of=row, text="For <our> portal.", language="en")
    assert [(found.number, found.lines_number) for found in rows(secretariat, USES)] == [(2, 1)]
    assert "For &lt;our&gt; portal." in text(secretariat.get(f"{USES}{row.pk}/change/"))
    assert rows(secretariat, f"{USES}?q=portal") == [row]


def test_the_number_of_lines_is_the_same_however_the_record_is_found(secretariat, case, agency):
    row = Usefulness.objects.create(record_id=case.pk, number=5)
    other = Usefulness.objects.create(record_id=agency.pk)
    for line in ("A portal.", "Our portal.", "Their portal.", "A course."):
        Usage.objects.create(of=row, text=line, language="en")
    Usage.objects.create(of=other, text="A course.", language="en")
    for query, found in (
        *(("", [(row, 4), (other, 1)]), ("?q=portal", [(row, 4)]), ("?q=LandsMaps", [(row, 4)])),
        *(("?q=course&o=-2", [(row, 4), (other, 1)]), ("?q=course&o=2", [(other, 1), (row, 4)])),
    ):
        shown = [(one, one.lines_number) for one in rows(secretariat, f"{USES}{query}")]
        assert shown == found, query


def test_lists_cost_the_same_for_one_row_and_for_three(
    secretariat, make, agency, case, django_assert_num_queries
):
    for record in (case, make.live("topic"), agency):
        correction(record)
        Wish.objects.create(record_id=record.pk, language="lo")
        Usefulness.objects.create(record_id=record.pk)
        for address in (MESSAGES, WISHES, USES):
            with django_assert_num_queries(6):  # session, user, roles, how many, the rows, their names
                assert rows(secretariat, address)


# What waits


def test_the_first_page_says_how_many_wait(make, agency, case, secretariat, editor):
    type(case).objects.update(owner=agency.pk)
    for number in range(3):
        message = correction(case if number else make.live("topic"))
    Message.objects.filter(pk=message.pk).update(received_at=timezone.now() - timedelta(days=3))
    question(agency)
    owner = make.user(Role.AGENCY_EDITOR, agency=agency.pk)
    for user, number in ((make.secretary, 4), (owner, 2), (make.user(Role.REVIEWER), 0)):
        found = [item for item in waiting(user) if item.label == "Messages from readers"]
        assert [(item.number, (timezone.now() - item.oldest).days) for item in found] == [(number, 3)] * bool(
            number
        )
    assert f'href="{MESSAGES}?standing__exact=new"' in text(secretariat.get("/admin/"))
    assert len(rows(editor, f"{MESSAGES}?standing__exact=new")) == 2

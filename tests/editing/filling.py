"""Fills in forms as a browser would: with what the page holds."""

from django.forms import FileField
from django.http import HttpResponse
from django.test import Client

from portal.accounts.models import User
from portal.publishing.record import Record


def signed_in(user: User) -> Client:
    """A browser in which the user has signed in."""
    client = Client()
    client.force_login(user)
    return client


def address(record: Record | type[Record], page: str = "change/") -> str:
    """A page of the record's admin; of a model: its list, or the page named."""
    options = record._meta
    section = f"/admin/{options.app_label}/{options.model_name}/"
    return f"{section}{record.pk}/{page}" if isinstance(record, Record) else section + page


def filled(response: HttpResponse) -> dict:
    """What the page's form would post if nothing was changed in it."""
    context = response.context
    forms = [context["adminform"].form]
    for inline in context.get("inline_admin_formsets", ()):
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False and not isinstance(field.field, FileField):
                data[field.html_name] = "on" if value is True else value
    return data


def opened(client: Client, record: Record | type[Record], page: str = "change/") -> dict:
    """Open a form and return what it would post."""
    response = client.get(address(record, page))
    assert response.status_code == 200, response.status_code
    return filled(response)


def save(
    client: Client, record: Record | type[Record], data: dict, page: str = "change/", button: str = "_save"
) -> HttpResponse:
    """Post the form, and check that it was accepted."""
    response = client.post(address(record, page), {**data, button: "1"})
    assert response.status_code == 302, faults(response)
    return response


def edit(client: Client, record: Record, button: str = "_save", **changes) -> HttpResponse:
    """Open a record's form, change some fields, save, and read the page that follows."""
    return client.get(save(client, record, {**opened(client, record), **changes}, button=button).url)


def faults(response: HttpResponse) -> list[str]:
    """What the form complains about."""
    if not response.context or "errors" not in response.context:
        return [str(response.status_code)]
    found = response.context["errors"]
    return [str(text) for fault in found for text in ([fault] if isinstance(fault, str) else fault)]


def messages(response: HttpResponse) -> list[str]:
    """What the page tells."""
    return [str(message) for message in response.context["messages"]]


def step(client: Client, record: Record, name: str, **answers) -> HttpResponse:
    """Take a step and come to the page that follows."""
    return client.post(address(record, f"steps/{name}/"), answers, follow=True)

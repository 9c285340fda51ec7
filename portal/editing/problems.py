"""Why a step was refused, in sentences that say what to do."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.languages.codes import DEFAULT
from portal.publishing.names import Names
from portal.publishing.publication import Kind
from portal.publishing.publish import NoLongerLive, NotPublishable, StillNeeded
from portal.publishing.record import StaleRecord, State
from portal.publishing.review import InvalidTransition, NotAllowed

PROBLEMS = (NotPublishable, NoLongerLive, StillNeeded, StaleRecord, InvalidTransition, NotAllowed)


def sentences(problem: Exception) -> list[str | SafeString]:
    """What to tell the editor: one message each."""
    match problem:
        case NotPublishable():
            return list(problem.problems)
        case NoLongerLive():
            return [
                _(
                    "It was withdrawn or merged, and its address stays taken for ever. Make a new record instead."
                )
            ]
        case StillNeeded():
            links = [_link(public_id) for public_id in problem.needed_by]
            refused = _(
                "Others cannot stand without it. Change these first, or merge it into another record:"
            )
            return [format_html("{} {}", refused, _joined(links))]
        case StaleRecord():
            who = problem.current.updated_by or _("Somebody")
            return [
                _("%(name)s saved it meanwhile. Look at it as it is now, then try again.") % {"name": who}
            ]
        case InvalidTransition():
            labels = [str(State(state).label) for state in problem.allowed]
            told = _("This is not possible while it is “%(state)s”.") % {"state": State(problem.state).label}
            return (
                [told, _("Possible now: %(states)s.") % {"states": ", ".join(labels)}] if labels else [told]
            )
        case _:
            return [_("You may not do this: %(why)s Ask a colleague of the secretariat.") % {"why": problem}]


def admin_address(kind: str, public_id: str) -> str:
    """Where a record of this kind is edited."""
    options = Kind.of(kind).model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[public_id])


def _link(public_id: str) -> SafeString:
    name = Names.of([public_id]).get(public_id, DEFAULT)
    if name is None:
        return format_html("{}", public_id)
    return format_html('<a href="{}">{}</a>', admin_address(name.kind, public_id), name.text)


def _joined(links: list[SafeString]) -> SafeString:
    joined = links[0]
    for link in links[1:]:
        joined = format_html("{}, {}", joined, link)
    return joined

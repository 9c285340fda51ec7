"""Who sees and does what in the admin: every question is answered by `portal.accounts.permissions.may`."""

from django.http import Http404

from portal.accounts.permissions import Verb, agencies, may
from portal.publishing.record import Record, State
from portal.publishing.rows import is_linked
from portal.publishing.tables import Entry

FINISHED = (State.WITHDRAWN, State.MERGED)


class RecordAccess:
    """For the admin of a record type. Records of others' agencies do not exist for their user: 404, not 403."""

    for_agencies = False  # whether people of agencies own records of this type

    def own(self, user, verb: Verb) -> set[str]:
        """The agencies for whose records of this type the user may do it."""
        return (
            {agency for agency in agencies(user) if may(user, verb, agency)} if self.for_agencies else set()
        )

    def own_agencies(self, user) -> set[str]:
        """The user's agencies, if people of agencies own records of this type."""
        return agencies(user) if self.for_agencies else set()

    def get_queryset(self, request):
        """All records for those who may see all, else those of the user's agencies."""
        rows = super().get_queryset(request)
        if may(request.user, Verb.VIEW):
            return rows
        return rows.filter(owner__in=self.own(request.user, Verb.VIEW))

    def get_object(self, request, object_id, from_field=None) -> Record:
        """The record. Raises Http404 if there is none that the user may see."""
        record = super().get_object(request, object_id, from_field)
        if record is None:
            raise Http404(object_id)
        return record

    def allows(self, request, verb: Verb, record: Record | None) -> bool:
        """Whether the user may do it to this record, or to any if none is given."""
        if record is None:
            return may(request.user, verb) or bool(self.own(request.user, verb))
        return may(request.user, verb, record.owner)

    def has_module_permission(self, request):
        """Whether the type is listed."""
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        """Those who may see it."""
        return self.allows(request, Verb.VIEW, obj)

    def has_add_permission(self, request):
        """Those who may edit some records of this type."""
        return self.allows(request, Verb.EDIT, None)

    def has_change_permission(self, request, obj=None):
        """Those who may edit it, as long as it is neither withdrawn nor merged."""
        return self.allows(request, Verb.EDIT, obj) and (obj is None or obj.state not in FINISHED)

    def has_delete_permission(self, request, obj=None):
        """Drafts that were never published and that nothing links to may go; what was published is withdrawn."""
        if obj is None:
            return self.allows(request, Verb.EDIT, None)
        return (
            self.has_change_permission(request, obj)
            and not Entry.objects.filter(public_id=obj.pk).exists()
            and not is_linked(obj)
        )

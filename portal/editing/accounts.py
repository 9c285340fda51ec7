"""Users and their memberships, for administrators alone."""

from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Membership, Role, User
from portal.accounts.permissions import Verb, holds, may
from portal.editing.identity import kind_of
from portal.editing.loose import LooseInput, loose
from portal.languages.codes import SITE_LANGUAGES

LANGUAGES = [(language.code, language.name) for language in SITE_LANGUAGES]


class ForAdministrators:
    """Whoever manages users may view, add and change; nothing is deleted but memberships."""

    may_delete = False

    def _manages(self, request) -> bool:
        return may(request.user, Verb.MANAGE_USERS)

    def has_module_permission(self, request):
        """Administrators."""
        return self._manages(request)

    def has_view_permission(self, request, obj=None):
        """Administrators."""
        return self._manages(request)

    def has_add_permission(self, request, obj=None):
        """Administrators."""
        return self._manages(request)

    def has_change_permission(self, request, obj=None):
        """Administrators."""
        return self._manages(request)

    def has_delete_permission(self, request, obj=None):
        """Administrators, where something may be deleted at all."""
        return self.may_delete and self._manages(request) and not self._is_kept(obj)

    def _is_kept(self, obj) -> bool:
        return isinstance(obj, Membership) and is_last(obj)


def is_last(membership: Membership) -> bool:
    """Whether nobody could manage users any more without this role."""
    return (
        membership.role == Role.ADMINISTRATOR
        and not membership.agency
        and is_last_administrator(membership.user)
    )


class MembershipForm(forms.ModelForm):
    """A role for one agency, or for the whole portal."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For translators and reviewers."),
    )

    class Meta:
        model = Membership
        fields = ("user", "role", "agency", "languages", "starts_on", "ends_on")
        help_texts = {"agency": _("Empty for the whole portal.")}

    def clean(self):
        """Refuse to end the last administrator's role."""
        super().clean()
        if self.instance.pk and self.has_changed() and is_last(Membership.objects.get(pk=self.instance.pk)):
            raise ValidationError(_("This is the last administrator: make somebody else one first."))
        return self.cleaned_data

    def clean_agency(self):
        """Refuse an id that no agency has."""
        agency = self.cleaned_data["agency"]
        if agency and kind_of(agency) != "agency":
            raise ValidationError(_("No agency has the id %(id)s."), params={"id": agency})
        return agency


class MembershipFormSet(BaseInlineFormSet):
    """A user's roles."""

    def clean(self):
        """Refuse to take the last administrator's role."""
        super().clean()
        if any(is_last(form.instance) for form in self.deleted_forms):
            raise ValidationError(_("This is the last administrator: make somebody else one first."))


class ChoosesAgency:
    """For the admin of memberships: the agency is searched for by its name."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The form field of a column."""
        if db_field.name == "agency":
            return db_field.formfield(form_class=LooseInput, ids=loose(request), kinds=("agency",), **kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class MembershipInline(ForAdministrators, ChoosesAgency, admin.StackedInline):
    """A user's roles."""

    model, fk_name, form, formset = Membership, "user", MembershipForm, MembershipFormSet
    fields = ("role", "agency", "languages", ("starts_on", "ends_on"), "granted_by")
    readonly_fields = ("granted_by",)
    extra = 0
    may_delete = True


class MembershipAdmin(ForAdministrators, ChoosesAgency, admin.ModelAdmin):
    """All roles of all users."""

    form = MembershipForm
    list_display = ("user", "role", "agency", "starts_on", "ends_on", "granted_by")
    list_filter = ("role",)
    list_select_related = ("user", "granted_by")
    search_fields = ("user__email", "user__name", "=agency")
    autocomplete_fields = ("user",)
    fields = ("user", "role", "agency", "languages", ("starts_on", "ends_on"), "granted_by")
    readonly_fields = ("granted_by",)
    ordering = ("user__email", "role", "agency")
    actions = None
    show_full_result_count = False
    may_delete = True

    def save_model(self, request, obj, form, change):
        """Keep who granted it."""
        obj.granted_by = request.user
        super().save_model(request, obj, form, change)


def is_last_administrator(user) -> bool:
    """Whether nobody else could manage users any more if this user could not."""
    others = Membership.objects.current().filter(role=Role.ADMINISTRATOR, agency="")
    others = others.filter(user__is_active=True, user__is_staff=True).exclude(user=user)
    return holds(user, {Role.ADMINISTRATOR}) and not others.exists()


class NewUserForm(AdminUserCreationForm):
    """A new user, known by their e-mail address."""

    class Meta:
        model = User
        fields = ("email", "name")


class UserForm(UserChangeForm):
    """A user."""

    class Meta:
        model = User
        fields = ("email", "name", "language", "is_active", "is_staff")
        field_classes: dict = {}

    def clean(self):
        """Refuse to lock everybody out."""
        super().clean()
        stays = self.cleaned_data.get("is_active") and self.cleaned_data.get("is_staff")
        if not stays and is_last_administrator(self.instance):
            raise ValidationError(_("This is the last administrator: make somebody else one first."))
        return self.cleaned_data


class UserAdmin(ForAdministrators, auth_admin.UserAdmin):
    """Users. Rights come from memberships: there are neither groups nor single permissions."""

    form, add_form = UserForm, NewUserForm
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        (_("Person"), {"fields": ("name", "language")}),
        (_("Access"), {"fields": ("is_active", "is_staff")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {"classes": ("wide",), "fields": ("email", "name", "usable_password", "password1", "password2")},
        ),
    )
    readonly_fields = ("last_login", "date_joined")
    inlines = (MembershipInline,)
    list_display = ("email", "name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "memberships__role")
    search_fields = ("email", "name")
    ordering = ("email",)
    filter_horizontal = ()
    actions = None
    show_full_result_count = False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The interface language is one of the site's."""
        if db_field.name == "language":
            return forms.ChoiceField(
                label=capfirst(db_field.verbose_name),
                required=False,
                choices=[("", _("The browser's")), *LANGUAGES],
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_inlines(self, request, obj):
        """Roles are granted once the user is there."""
        return self.inlines if obj else ()

    def save_formset(self, request, form, formset, change):
        """Keep who granted a role."""
        for membership in formset.save(commit=False):
            membership.granted_by = request.user
            membership.save()
        for membership in formset.deleted_objects:
            membership.delete()
        formset.save_m2m()

"""People who work in the portal, and for which agency in which role."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody may do; the table of who may what is in `permissions.py`."""

    CONTRIBUTOR = "contributor", _("Contributor")
    AGENCY_EDITOR = "agency_editor", _("Agency editor")
    TRANSLATOR = "translator", _("Translator")
    REVIEWER = "reviewer", _("Reviewer")
    SECRETARIAT = "secretariat", _("Secretariat")
    ADMINISTRATOR = "administrator", _("Administrator")


class UserManager(BaseUserManager):
    """Makes users, who are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """A new user; without a password nobody can sign in as them."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """A new user with every technical right; roles are granted by memberships."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def system(self) -> "User":
        """The user in whose name the portal itself loads, harvests and runs its daily jobs."""
        user, _created = self.get_or_create(
            email="system@localhost", defaults={"name": "system", "is_active": False, "password": "!"}
        )
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who works in the portal."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=3, blank=True)
    is_staff = models.BooleanField(_("may use the admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.name or self.email


class MembershipQuerySet(models.QuerySet):
    """Memberships by time."""

    def current(self, on=None):
        """Those that hold on the given day, today by default."""
        day = on or timezone.localdate()
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )


class Membership(models.Model):
    """A role that a user has: for one agency, or for the whole portal when `agency` is empty.

    The agency is only its public id: accounts know nothing of what lies above them.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("user"))
    agency = models.CharField(_("agency"), max_length=32, blank=True, db_index=True)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    languages = models.JSONField(
        _("languages"),
        default=list,
        blank=True,
        help_text=_("Languages a translator or reviewer answers for."),
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    granted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("granted by")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency", "role"],
                name="membership_once",
                violation_error_message=_("This user already has this role there."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_start",
                violation_error_message=_("A membership cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"

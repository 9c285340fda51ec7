"""The admin of accounts and claims, and what the admin is called. Records are edited in their apps' admins."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Membership, User
from portal.editing.accounts import MembershipAdmin, UserAdmin
from portal.editing.claims import ClaimAdmin
from portal.publishing.claims import Claim

admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = _("What do you want to edit?")

admin.site.unregister(Group)  # rights come from memberships
admin.site.register(User, UserAdmin)
admin.site.register(Membership, MembershipAdmin)
admin.site.register(Claim, ClaimAdmin)

"""The vocabularies of conferences, by the names under which the API lists them."""

from django.utils.translation import gettext_lazy as _

from conferences import models
from portal.publishing.vocabularies import vocabulary

MODE = vocabulary("conference-mode", _("mode"), models.Mode)
ORGANISER_ROLE = vocabulary("organizer-role", _("role of an organiser"), models.OrganiserRole)
CAPACITY = vocabulary("capacity", _("capacity"), models.Capacity)
SESSION_KIND = vocabulary("session-kind", _("kind of session"), models.SessionKind)
SESSION_STATUS = vocabulary("session-status", _("status of a session"), models.SessionStatus)
SPEAKER_ROLE = vocabulary("speaker-role", _("role in a session"), models.AppearanceRole)
RELATION = vocabulary("case-study-relation", _("how a case study came up"), models.Relation)

"""The texts of this app that exist once per language."""

from modeltranslation.translator import TranslationOptions, register

from conferences import models


@register(models.Series)
class SeriesTranslation(TranslationOptions):
    fields = ("name", "about")


@register(models.Person)
class PersonTranslation(TranslationOptions):
    fields = ("name", "honorific", "bio")


@register(models.Affiliation)
class AffiliationTranslation(TranslationOptions):
    fields = ("job_title",)


@register(models.Conference)
class ConferenceTranslation(TranslationOptions):
    fields = (
        "title",
        "theme",
        "summary",
        "venue",
        "city",
        "people_note",
        "participants_note",
        "programme_note",
    )


@register(models.Participation)
class ParticipationTranslation(TranslationOptions):
    fields = ("note",)


@register(models.Session)
class SessionTranslation(TranslationOptions):
    fields = ("title", "abstract")


@register(models.Appearance)
class AppearanceTranslation(TranslationOptions):
    fields = ("job_title",)


@register(models.Takeaway)
class TakeawayTranslation(TranslationOptions):
    fields = ("text",)


@register(models.Material)
class MaterialTranslation(TranslationOptions):
    fields = ("title", "alt_text")


@register(models.Presented)
class PresentedTranslation(TranslationOptions):
    fields = ("note",)

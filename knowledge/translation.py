"""The texts of this app that exist once per language."""

from modeltranslation.translator import TranslationOptions, register

from knowledge import models


@register(models.Country)
class CountryTranslation(TranslationOptions):
    fields = ("name", "official_name", "profile")


@register(models.CountryGroup)
class CountryGroupTranslation(TranslationOptions):
    fields = ("name", "definition")


@register(models.Agency)
class AgencyTranslation(TranslationOptions):
    fields = ("name", "about")


@register(models.Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name", "definition")


@register(models.CaseStudy)
class CaseStudyTranslation(TranslationOptions):
    fields = (
        "title",
        "summary",
        "problem",
        "solution",
        "what_is_new",
        "users",
        "collaboration",
        "challenges",
        "conditions_for_success",
        "replication",
        "would_do_differently",
        "inclusion",
        "privacy_security",
        "sustainability",
        "sources_note",
        "overview",
    )


@register(models.Result)
class ResultTranslation(TranslationOptions):
    fields = ("label", "method")


@register(models.Lesson)
class LessonTranslation(TranslationOptions):
    fields = ("text",)


@register(models.SDG)
class SDGTranslation(TranslationOptions):
    fields = ("evidence",)


@register(models.Attachment)
class AttachmentTranslation(TranslationOptions):
    fields = ("title", "alt_text")

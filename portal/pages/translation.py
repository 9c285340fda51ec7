"""The texts of this app that exist once per language."""

from modeltranslation.translator import TranslationOptions, register

from portal.pages import models


@register(models.Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "body")

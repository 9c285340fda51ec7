"""What has been counted today. All of it is deleted the next day: see `limits.forget_before`."""

from django.db import models


class DaySalt(models.Model):
    """The random key of one day: with it, a visitor's network is hashed. Without it, the hashes say nothing."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField()

    def __str__(self):
        return str(self.day)


class Tally(models.Model):
    """How often something was sent within a time. Several processes share it, so it is a table."""

    scope = models.CharField(max_length=20)
    subject = models.CharField(max_length=64, help_text="A record's id, or a visitor's hash of the day.")
    begins = models.DateTimeField(help_text="Of the hour or day in which was counted.")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "subject", "begins"], name="readers_tally_once")
        ]
        indexes = [models.Index(fields=["begins"], name="readers_tally_begins")]

    def __str__(self):
        return f"{self.scope}: {self.number}"

"""People and the users they sign in as."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from foundation.models import PlainModel
from workforce.querysets.people import PersonQuerySet


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user who can sign in; without a password only by proof of the address."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The break-glass account; everyday power comes from dated roles (DESIGN 2)."""
        return self.create_user(email, password, is_superuser=True, is_staff=True, **fields)


class User(AbstractBaseUser, PermissionsMixin, PlainModel):
    """Somebody, or a named part of the system, that can act. Known by e-mail address."""

    email = models.EmailField(max_length=254, unique=True)
    display_name = models.CharField(max_length=160, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_system = models.BooleanField(default=False, help_text="A named part of the system, such as the clock.")
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="workforce_user_email_once")]

    def __str__(self) -> str:
        return f"user {self.pk}"

    def has_usable_password(self) -> bool:
        """Nobody signs in with a password, nor is asked for one (DESIGN 7)."""
        return False

    def get_full_name(self) -> str:
        """The name pages greet them by."""
        return self.display_name or self.email

    def get_short_name(self) -> str:
        """The first word of it."""
        return self.get_full_name().split(" ")[0]


class Person(PlainModel):
    """A human the Academy knows, with or without a User (FORMATS, people.csv).

    `employee_number` is empty for partners, carers and provisional starters. `user` is set when
    they first sign in.
    """

    class Standing(models.TextChoices):
        CONFIRMED = "confirmed", "In the staff file"
        PROVISIONAL = "provisional", "Entered before the file"
        EXTERNAL = "external", "From another organisation"
        REMOVED = "removed", "Removed: no name is held"

    class ExternalRole(models.TextChoices):
        FOSTER_CARER = "foster_carer", "Foster carer"
        CONNECTED_CARER = "connected_carer", "Kinship or connected carer"
        ADOPTIVE_PARENT = "adoptive_parent", "Adoptive parent"
        SUPPORTED_LODGINGS = "supported_lodgings", "Supported lodgings provider"
        VOLUNTEER = "volunteer", "Volunteer"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.PROTECT, related_name="person")
    organisation = models.ForeignKey("workforce.Organisation", on_delete=models.PROTECT, related_name="people")
    standing = models.CharField(max_length=11, choices=Standing, default=Standing.CONFIRMED)
    external_role = models.CharField(
        max_length=18,
        choices=ExternalRole,
        blank=True,
        db_default="",
        help_text="Carers and volunteers; empty for staff of any organisation.",
    )
    employee_number = models.CharField(max_length=20, unique=True, null=True, blank=True)
    first_name = models.CharField(max_length=255)
    last_name = models.CharField(max_length=255)
    sort_name = models.CharField(max_length=320, db_index=True, editable=False)
    work_email = models.EmailField(max_length=254, db_index=True)
    registration_body = models.CharField(max_length=4, blank=True)
    registration_number = models.CharField(max_length=20, blank=True, db_index=True)
    continuous_service_date = models.DateField(null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    ethnicity = models.CharField(max_length=4, blank=True)
    recorded_by_run = models.ForeignKey(
        "foundation.ImportRun",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The run whose file last added or changed this record.",
    )
    missing_since = models.DateField(null=True, blank=True, help_text="The day of the file that first lacked them.")
    kept_on = models.DateField(
        null=True, blank=True, help_text="The day somebody confirmed that they work here though the file lacks them."
    )
    suspended_on = models.DateField(null=True, blank=True)
    joined_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="joined_records"
    )
    phone = models.CharField(
        max_length=30,
        blank=True,
        db_default="",
        help_text="Given by themselves, to be rung when a session changes late.",
    )
    personal_email = models.EmailField(max_length=254, blank=True)
    personal_email_verified_at = models.DateTimeField(null=True, blank=True)
    removed_by_log = models.BigIntegerField(
        null=True, blank=True, help_text="Number of the disposal that took the name away."
    )

    objects = models.Manager.from_queryset(PersonQuerySet)()

    class Meta:
        verbose_name_plural = "people"
        ordering = ["sort_name", "pk"]

    def __str__(self) -> str:
        return f"person {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the stored sort key in step with the name."""
        self.sort_name = self.name_to_sort_by()
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    def name_to_sort_by(self) -> str:
        """The stored sort key: last name first, folded to lower case."""
        return f"{self.last_name} {self.first_name}".casefold()[:320]

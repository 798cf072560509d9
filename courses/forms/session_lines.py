"""Trainers and equipment as lines of text: quick to type, quick to paste."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from courses.actions.sessions import Borrowed, Trainer
from courses.models import Equipment, SessionTrainer
from courses.querysets.people import people_by_email
from workforce.models import Person

FEE = re.compile(r"£\s*(\d{1,6}(?:\.\d\d)?)")
PHONE = re.compile(r"\+?[\d ()]{6,30}")
CO_TRAINER = "co-trainer"


def trainers_of(text: str) -> tuple[Trainer, ...]:
    """A line each: a name, then e-mail, telephone, fee and "co-trainer" in any order. Raises ValidationError.

    A work e-mail of ours makes it that person, who signs in; any other makes an outside trainer, who has a link.
    """
    lines = [[part.strip() for part in line.split(",") if part.strip()] for line in text.splitlines() if line.strip()]
    ours = people_by_email([part for line in lines for part in line if "@" in part])
    trainers = tuple(_trainer(line, ours) for line in lines if line)
    if len({trainer.name.casefold() for trainer in trainers}) < len(trainers):
        raise ValidationError("A trainer is entered twice.")
    return trainers


def equipment_of(text: str) -> tuple[Borrowed, ...]:
    """A line each: a kind we have, and how many (1 unless said). Raises ValidationError."""
    known = {thing.name.casefold(): thing for thing in Equipment.objects.all()}
    wanted: dict[int, int] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        name, _, number = (part.strip() for part in line.partition(","))
        thing = known.get(name.casefold())
        if thing is None:
            raise ValidationError(f"There is no equipment called {name}: add it under Equipment, or correct the name.")
        if number and not (number.isdecimal() and int(number)):
            raise ValidationError(f"Write how many of {thing.name} as a whole number: {thing.name}, 6")
        wanted[thing.pk] = wanted.get(thing.pk, 0) + int(number or 1)
    return tuple(Borrowed(key, number) for key, number in wanted.items())


def line_of(trainer: SessionTrainer) -> str:
    """The line that gives this trainer again."""
    email = trainer.person.work_email if trainer.person else trainer.email
    fee = f"£{Decimal(trainer.fee_pence) / 100:.2f}" if trainer.fee_pence else ""
    kind = CO_TRAINER if trainer.kind == SessionTrainer.Kind.LIVED_EXPERIENCE else ""
    return ", ".join(filter(None, [trainer.name, email, trainer.phone, fee, kind]))


def _trainer(parts: list[str], ours: dict[str, Person]) -> Trainer:
    name, *rest = parts
    person, email, phone, fee, kind = None, "", "", 0, SessionTrainer.Kind.TRAINER
    for part in [name, *rest] if "@" in name else rest:
        if "@" in part:
            person, email = ours.get(part.casefold()), _checked(part)
        elif found := FEE.fullmatch(part):
            fee = int(Decimal(found[1]) * 100)
        elif part.casefold() == CO_TRAINER:
            kind = SessionTrainer.Kind.LIVED_EXPERIENCE
        elif PHONE.fullmatch(part):
            phone = part
        else:
            raise ValidationError(
                f"We cannot read “{part}”. Write an e-mail, a number to ring, £ and a fee, or co-trainer."
            )
    name = person.full_name if person and "@" in name else name
    return Trainer(name, person.pk if person else None, "" if person else email, phone, kind, fee)


def _checked(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(f"{address} is not an e-mail address: check it, or leave it off this line.") from None
    return address

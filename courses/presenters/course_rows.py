"""A course's sessions as HTML, each by one format, as the catalogue's cards are. What people wrote is escaped here."""

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from courses.presenters.course import SessionCard
    from courses.presenters.session_offer import SessionOffer

_CARD = """
<li class="academy-card academy-session" id="session-{key}">
<div class="academy-session__what"><h3 class="academy-card__title">{title}</h3>
<ul class="academy-session__dates">{dates}</ul>
<p class="academy-session__where"><strong>{where}</strong>{address}</p>
{access}
{trainers}</div>
<div class="academy-session__offer"><p class="academy-session__places">{places}</p>
{offer}{team}</div>
</li>"""
_ADDRESS = '<br><span class="academy-muted">{}</span>'
_ACCESS = (
    '<details class="govuk-details academy-session__access"><summary class="govuk-details__summary">'
    '<span class="govuk-details__summary-text">Access and getting there<span class="govuk-visually-hidden"> for {title}'
    '</span></span></summary><div class="govuk-details__text">{access}</div></details>'
)
_TRAINERS = '<p class="academy-muted academy-session__trainers">Led by {}</p>'
_UNTIL = '<br><span class="academy-muted">Book by {}</span>'
_SIGN_IN = (
    '<a class="govuk-button govuk-button--secondary" role="button" draggable="false" data-module="govuk-button" '
    'href="{url}">Sign in to book<span class="govuk-visually-hidden"> {title}</span></a>'
)
_TEAM = (
    '<p class="govuk-body"><a class="govuk-link" href="/team/book/{key}/">Book your team'
    '<span class="govuk-visually-hidden"> on {title}</span></a></p>'
)
_STANDING = (
    '<p class="academy-session__offer-note"><strong class="govuk-tag govuk-tag--{colour}">{standing}</strong></p>'
    '<p class="govuk-body-s"><a class="govuk-link" href="/my/bookings/">See your bookings</a></p>'
)
_PRESS = (
    '<p class="govuk-body-s academy-muted">{short}. {why}</p><a class="govuk-button" role="button" draggable="false" '
    'data-module="govuk-button" href="{url}">{press}<span class="govuk-visually-hidden"> {title}</span></a>'
)
_REFUSED = (
    '<p class="govuk-body-s academy-muted">{sentence}</p><p class="govuk-body-s"><a class="govuk-link" href="{url}">'
    'What you can do<span class="govuk-visually-hidden"> about booking {title}</span></a></p>'
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: with an address to sign in at, for their team too, or at a draft."""

    sign_in_url: str = ""
    has_team: bool = False
    preview: bool = False


def drawn(card: "SessionCard", reader: Reader) -> str:
    """One session as an item of a list."""
    title = escape(card.title)
    return _CARD.format(
        key=card.key,
        title=title,
        dates="".join(f"<li>{escape(date)}</li>" for date in card.dates),
        where=escape(card.where),
        address=_ADDRESS.format(escape(card.address)) if card.address else "",
        access=_ACCESS.format(title=title, access=linebreaksbr(card.access)) if card.access else "",
        trainers=_TRAINERS.format(escape(card.trainers)) if card.trainers else "",
        places=_places(card),
        offer=_offer(card, reader),
        team=_TEAM.format(key=card.key, title=title) if reader.has_team and not reader.preview else "",
    )


def all_drawn(cards: "list[SessionCard]", reader: Reader) -> SafeString:
    """Every session, one after the other."""
    return SafeString("".join(drawn(card, reader) for card in cards))


def _places(card: "SessionCard") -> str:
    if card.opens:
        return f"Booking opens {card.opens}"
    return f"<strong>{card.places}</strong>" + (_UNTIL.format(card.closes) if card.closes else "")


def _offer(card: "SessionCard", reader: Reader) -> str:
    if card.learner:
        return _of_learner(card.learner)
    if reader.sign_in_url and not card.opens and not reader.preview:
        return _SIGN_IN.format(url=escape(reader.sign_in_url), title=escape(card.title))
    return ""


def _of_learner(offer: "SessionOffer") -> str:
    """What the session means for the signed-in learner: what they have on it, the press, or why not."""
    if offer.is_booked:
        colour = "green" if offer.standing == "You are booked" else "yellow"
        return _STANDING.format(colour=colour, standing=escape(offer.standing))
    title = escape(offer.title)
    if offer.can_book:
        said = {"short": escape(offer.in_short), "why": escape(offer.why), "press": escape(offer.press)}
        return _PRESS.format(url=offer.book_url, title=title, **said)
    sentence = escape(offer.first.sentence) if offer.first else ""
    return _REFUSED.format(sentence=sentence, url=offer.book_url, title=title)

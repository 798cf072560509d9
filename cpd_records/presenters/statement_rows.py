"""The movements of a statement as HTML, each by one format, as the rows of a register are: a template draws the
twenty pieces of a row one by one, which for a year is most of the page's cost. What people wrote is escaped here."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

from cpd_records.presenters.allowance import Movement
from foundation.british_dates import long_date

_FIGURE = '<td class="govuk-table__cell govuk-table__cell--numeric" role="cell" data-label="{label}">{value}</td>'
_ROW = "".join(
    (
        """
    <tr class="govuk-table__row" role="row">
      <td class="govuk-table__cell academy-table-stack__when" role="cell">{on}</td>
      <td class="govuk-table__cell" role="cell">
        <strong>{what}</strong>{methodologies}
        <span class="academy-statement__reason">{reason}</span>
        <span class="academy-statement__by academy-muted">Recorded {recorded} by {by}</span>
      </td>
      """,
        _FIGURE.format(label="Change", value="<span>{change}</span>"),
        _FIGURE.format(label="Left after it", value="<strong>{left}</strong>"),
        _FIGURE.format(label="Booked after it", value="{booked}"),
        _FIGURE.format(label="Used after it", value="{used}"),
        """
    </tr>""",
    )
)
_METHODOLOGIES = ' <span class="academy-muted">{}</span>'
_CHANGE = '{} <span class="academy-statement__exact academy-muted">{}</span>'
_NO_CHANGE = '<span class="academy-muted">No change</span>'


def drawn_rows(movements: Iterable[Movement]) -> SafeString:
    """A row of the table for each, in their order; "" for none."""
    return SafeString("".join(_drawn(each) for each in movements))


def _drawn(each: Movement) -> str:
    return _ROW.format(
        on=long_date(each.on),
        what=escape(each.what),
        methodologies=_METHODOLOGIES.format(escape(each.methodologies)) if each.methodologies else "",
        reason=escape(each.reason),
        recorded=long_date(each.recorded_at),
        by=escape(each.by),
        change=_CHANGE.format(each.change, each.change_hours) if each.change else _NO_CHANGE,
        left=each.left,
        booked=each.booked,
        used=each.used,
    )

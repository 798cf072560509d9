"""The lists of courses and pathways: Wagtail's, with files of ours and much done at once."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import StatusTagColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView

from courses.viewsets.bulk_kinds import KINDS
from courses.viewsets.bulk_pages import SelectColumn


def how_it_stands(row: Any) -> str:
    """As `OfferFilters` asks; Wagtail's own tag would ask the database once for each row."""
    if not row.live:
        return "Will go on the site" if row.go_live_at and row.has_unpublished_changes else "Not on the site"
    return "On the site, changes wait" if row.has_unpublished_changes else "On the site"


STANDS = StatusTagColumn("stands", label="How it stands", accessor=how_it_stands, primary=lambda row: row.live)


class OfferIndexView(IndexView):
    """`bulk_of` names the list, `csv_name` the address of its file."""

    bulk_of = ""
    csv_name = ""
    template_name = "courses/admin/bulk_list.html"
    results_template_name = "courses/admin/bulk_list_results.html"

    @property
    def bulk_verbs(self) -> list[tuple[str, str]]:
        """What may be done to the ticked rows."""
        return KINDS[self.bulk_of].verbs

    @cached_property
    def columns(self) -> list[Any]:
        """Our boxes instead of Wagtail's, which would only delete; nothing here is ever deleted."""
        ours = [SelectColumn("select", label="Choose")]
        return [*ours, *(column for column in super().columns if column.name != "bulk_actions")]

    @property
    def header_more_buttons(self) -> list[Any]:
        """Wagtail's own, and the list as a file."""
        address = f"{reverse(self.csv_name)}?{self.request.GET.urlencode()}"
        return [*super().header_more_buttons, HeaderButton("This list as a file", address, icon_name="download")]


class CourseIndexView(OfferIndexView):
    """Courses."""

    bulk_of, csv_name = "courses", "courses_csv"


class PathwayIndexView(OfferIndexView):
    """Pathways."""

    bulk_of, csv_name = "pathways", "pathways_csv"

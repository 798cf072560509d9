"""Things sessions borrow, in the CMS."""

from typing import ClassVar

from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.models import Equipment


class EquipmentViewSet(SnippetViewSet):
    """What the Academy lends to its sessions, and how many there are."""

    model = Equipment
    icon = "desktop"
    menu_label = "Equipment"
    menu_name = "equipment"
    add_to_admin_menu = True
    menu_order = 153
    copy_view_enabled = False
    list_display: ClassVar = ["name", "quantity", "closed_on"]
    search_fields: ClassVar = ["name"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("quantity"),
            FieldPanel("notes"),
            FieldPanel("closed_on", heading="No longer lent from"),
        ]
    )

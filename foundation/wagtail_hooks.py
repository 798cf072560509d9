"""Vocabularies and terms in the CMS."""

from typing import Any

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from foundation.models import Term, Vocabulary

RETIRE = (
    "<p>A term is never deleted, because old records keep its words. To take it out of use, "
    "give it the day from which it may no longer be chosen.</p>"
)


class KeptForEver(ModelPermissionPolicy):
    """Add and change as the roles allow; delete for nobody, superusers included."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether a user may do something with any of these."""
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """The same for several actions."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """The same for one of them."""
        return self.user_has_permission(user, action)


class TermViewSet(SnippetViewSet):
    """The terms of every vocabulary, filtered by it."""

    model = Term
    icon = "tag"
    menu_label = "Terms"
    list_display = ["name", "vocabulary", "position", "starts_on", "ends_on"]
    list_filter = ["vocabulary"]
    search_fields = ["name", "description", "code"]
    ordering = ["vocabulary", "position", "name"]
    inspect_view_enabled = True
    panels = [
        FieldPanel("vocabulary"),
        FieldPanel("name"),
        FieldPanel("code"),
        FieldPanel("description"),
        FieldPanel("position"),
        FieldPanel("matches"),
        MultiFieldPanel([HelpPanel(content=RETIRE), FieldPanel("starts_on"), FieldPanel("ends_on")], "In use"),
    ]


class VocabularyViewSet(SnippetViewSet):
    """The lists themselves."""

    model = Vocabulary
    icon = "list-ul"
    menu_label = "Vocabularies"
    list_display = ["name", "code", "description"]
    panels = [FieldPanel("name"), FieldPanel("code"), FieldPanel("description")]


class TaxonomyGroup(SnippetViewSetGroup):
    """One entry in the menu for both."""

    items = (TermViewSet, VocabularyViewSet)
    menu_label = "Taxonomies"
    menu_icon = "tag"
    menu_order = 700


register_permission_policy(Term, KeptForEver(Term))
register_permission_policy(Vocabulary, KeptForEver(Vocabulary))
register_snippet(TaxonomyGroup)


@hooks.register("construct_snippet_action_menu")
def keep_terms(menu_items: list[Any], request: Any, context: Any) -> None:
    """Terms and vocabularies offer no "Delete" below their form either."""
    if context.get("model") in (Term, Vocabulary):
        menu_items[:] = [item for item in menu_items if item.name != "action-delete"]

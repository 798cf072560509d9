"""Vocabularies and terms in the CMS."""

from collections.abc import Iterator
from typing import Any

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.widgets import ListingButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from foundation.form_viewsets import FormTemplateViewSet
from foundation.form_viewsets import urlpatterns as form_urls
from foundation.language_viewsets import CaringWordViewSet
from foundation.models import CaringWord, FormTemplate, Term, Vocabulary

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
register_permission_policy(FormTemplate, KeptForEver(FormTemplate))
register_permission_policy(CaringWord, KeptForEver(CaringWord))
register_snippet(CaringWordViewSet)
register_snippet(FormTemplateViewSet)
register_snippet(TaxonomyGroup)


@hooks.register("construct_snippet_action_menu")
def keep_terms(menu_items: list[Any], request: Any, context: Any) -> None:
    """Terms, vocabularies, words and forms offer no "Delete" below their form either."""
    if context.get("model") in (CaringWord, Term, Vocabulary, FormTemplate):
        menu_items[:] = [item for item in menu_items if item.name != "action-delete"]


@hooks.register("register_admin_urls")
def form_versions() -> list[Any]:
    """What changed from version to version of a form."""
    return [path("form-versions/", include((form_urls, "form_versions")))]


@hooks.register("register_snippet_listing_buttons")
def versions_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[ListingButton]:
    """From the list of forms to the versions of one."""
    if isinstance(snippet, FormTemplate):
        url = reverse("form_versions:versions", args=[snippet.pk])
        yield ListingButton("Versions", url, icon_name="history", priority=30)

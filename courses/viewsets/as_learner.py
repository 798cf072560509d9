"""`/cms/as-learner/`: the catalogue as a learner of some team would meet it. Nothing can be pressed."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.forms.sessions import AdminForm
from courses.models import Course, Session
from courses.presenters.as_learner import seen_courses
from courses.viewsets.session_pages import coordinators_only
from foundation import policies
from workforce.models import Post, TeamVersion
from workforce.rules.audiences import PostFacts


class LearnerForm(AdminForm):
    """Whose eyes: a team and a family of roles."""

    team = forms.ModelChoiceField(TeamVersion.objects.none(), to_field_name="path", label="Team")
    family = forms.ChoiceField(choices=Post.RoleFamily.choices, label="Role")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = TeamVersion.objects.current().running(timezone.localdate()).order_by("path")
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["team"].label_from_instance = _indented  # type: ignore[attr-defined]

    def post(self) -> PostFacts:
        """The post of the imagined learner."""
        team = self.cleaned_data["team"]
        family = self.cleaned_data["family"]
        return PostFacts(family, "", Post.Contract.PERMANENT, area=team.service_area, path=team.path.casefold())


def _indented(team: TeamVersion) -> str:
    return f"{'– ' * (team.path.count('/') - 1)}{team.name}"


@coordinators_only
@require_safe
def as_learner(request: HttpRequest) -> HttpResponse:
    """Choose; then every course on offer with what its next sessions would say to such a learner."""
    form = LearnerForm(request.GET if "team" in request.GET else None)
    now, courses = timezone.now(), None
    if form.is_valid():
        on_offer = Course.objects.on_offer(timezone.localdate(now)).order_by("title")
        ahead = Session.objects.visible_to(request.user).bookable(now).filter(course__in=on_offer.values("pk"))
        sessions = list(ahead.select_related("course").prefetch_related("dates").order_by("starts_at", "pk"))
        courses = seen_courses(on_offer, sessions, form.post(), now, policies.book())
    context = {
        "form": form,
        "courses": courses,
        "page_title": "View as a learner",
        "header_title": "View as a learner",
        "header_icon": "view",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": "", "label": "View as a learner"},
        ],
    }
    return render(request, "courses/admin/as_learner.html", context)

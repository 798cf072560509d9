"""Addresses of this room (DESIGN 5)."""

from django.urls import path

from workforce.views import (
    agreed_actions,
    invitations,
    keepers,
    keys,
    organisations,
    own,
    own_copies,
    people,
    records,
)
from workforce.views import subject_requests as asked
from workforce.views.telephones import phone

DECISIONS = ("join", "refuse", "part")

urlpatterns = [
    path("my/data/", own.my_data, name="my_data"),
    path("my/data/phone/", phone, name="my_phone"),
    path("my/data/wrong/", own.wrong, name="my_data_wrong"),
    path("my/data/copies/", own_copies.copies, name="my_copies"),
    path("my/data/complaint/", own_copies.complain, name="my_data_complaint"),
    path("records/", records.schedule, name="retention_schedule"),
    path("records/due/", records.due, name="due_for_disposal"),
    path("records/disposals/", records.disposals, name="disposals"),
    path("records/disposals/<uuid:public_id>/", records.disposal, name="disposal"),
    path("records/disposals/<uuid:public_id>/confirm/", records.confirm, name="confirm_disposal"),
    path("records/disposals/<uuid:public_id>/withdraw/", records.withdraw, name="withdraw_disposal"),
    path("records/holds/", records.holds, name="holds"),
    path("records/holds/new/", records.set_hold, name="set_hold"),
    path("records/holds/<uuid:public_id>/ask/", records.ask_to_lift, name="ask_to_lift_hold"),
    path("records/holds/<uuid:public_id>/lift/", records.lift, name="lift_hold"),
    path("records/requests/", asked.requests_page, name="subject_requests"),
    path("records/requests/new/", asked.open_request, name="open_subject_request"),
    path("records/requests/<uuid:public_id>/", asked.subject_request, name="subject_request"),
    path("records/requests/<uuid:public_id>/release/", asked.release, name="release_subject_request"),
    path("records/requests/<uuid:public_id>/rows/<slug:section>/<str:key>/", asked.review_row, name="review_row"),
    *(
        path(
            f"records/requests/<uuid:public_id>/{verb}/",
            asked.change_clock,
            {"verb": verb},
            name=f"{verb}_subject_request",
        )
        for verb in asked.CLOCK
    ),
    path("records/complaints/", asked.complaints, name="data_complaints"),
    path("records/complaints/<uuid:public_id>/acknowledge/", asked.acknowledge, name="acknowledge_complaint"),
    path("records/complaints/<uuid:public_id>/answer/", asked.answer, name="answer_complaint"),
    path("my/keys/", keys.my_keys, name="my_keys"),
    path("my/keys/<uuid:public_id>/take-back/", keys.revoke_key, name="revoke_key"),
    path("my/actions/", agreed_actions.my_actions, name="my_actions"),
    path("my/actions/<uuid:public_id>/", agreed_actions.action, name="agreed_action"),
    path("my/actions/<uuid:public_id>/done/", agreed_actions.done, name="agreed_action_done"),
    path("my/actions/<uuid:public_id>/why-not/", agreed_actions.why_not, name="agreed_action_why_not"),
    path("team/", people.team, name="team"),
    path("team/starters/new/", people.starter, name="starter"),
    path("team/acting-managers/<int:pk>/end/", people.end_acting_manager, name="end_acting_manager"),
    path("team/deputies/<int:pk>/end/", people.end_deputy, name="end_deputy"),
    path("people/", keepers.people, name="people"),
    path("people/missing/", keepers.missing_people, name="missing_people"),
    path("people/missing/<uuid:public_id>/confirm/", keepers.confirm_missing, name="confirm_missing"),
    path("people/joins/", keepers.joins_page, name="joins"),
    *(
        path(
            f"people/joins/<uuid:kept>/<uuid:other>/{decision}/",
            keepers.decide_join,
            {"decision": decision},
            name=f"{decision}_records",
        )
        for decision in DECISIONS
    ),
    path("people/roles/", keepers.roles_page, name="roles"),
    path("people/roles/give/", keepers.give_role, name="give_role"),
    path("people/roles/<int:pk>/end/", keepers.end_role, name="end_role"),
    path("people/live-from/", keepers.live_from_page, name="live_from"),
    path("people/disputes/", keepers.disputes_page, name="disputes"),
    path("people/disputes/<uuid:public_id>/", keepers.answer_dispute, name="answer_dispute"),
    path("people/organisations/", organisations.organisations, name="organisations"),
    path("people/organisations/new/", organisations.add, name="add_organisation"),
    path("people/organisations/<slug:code>/", organisations.organisation, name="organisation"),
    path("people/organisations/<slug:code>/stage/", organisations.stage, name="organisation_stage"),
    path("people/organisations/<slug:code>/people/new/", organisations.person, name="organisation_person"),
    path("people/invitations/", invitations.invitations_page, name="invitations"),
    path("people/invitations/new/", invitations.invite, name="invite"),
    path("people/invitations/<uuid:public_id>/again/", invitations.send_again, name="send_invitation_again"),
    path("people/invitations/<uuid:public_id>/take-back/", invitations.take_back, name="take_back_invitation"),
    path("people/<uuid:public_id>/", people.person, name="person"),
    path("people/<uuid:public_id>/acting-manager/", people.acting_manager, name="acting_manager"),
    path("people/<uuid:public_id>/deputy/", people.deputy, name="deputy"),
    path("cms/users/", keepers.closed),
    path("cms/users/<path:rest>", keepers.closed),
    path("cms/groups/", keepers.closed),
    path("cms/groups/<path:rest>", keepers.closed),
]

"""Addresses for public buyers, and of the short calls that everybody reads."""

from django.urls import path

from secon.opportunities.views import (
    buyers,
    buyers_calls,
    buyers_own_calls,
    buyers_plans,
    buyers_profiles,
    buyers_soundings,
)

urlpatterns = [
    path("buyers/", buyers.BuyersView.as_view(), name="buying"),
    path("buyers/advice/", buyers.AdviceView.as_view(), name="advice"),
    path("buyers/suppliers/", buyers.SuppliersView.as_view(), name="suppliers"),
    *(
        path(
            f"buyers/suppliers.{kind}",
            buyers.SuppliersFile.as_view(kind=kind),
            name=f"suppliers_{kind}",
        )
        for kind in ("csv", "xlsx", "json")
    ),
    path("buyers/suppliers/<int:pk>/write/", buyers.ContactView.as_view(), name="contact"),
    path("buyers/body/", buyers_profiles.ProfileView.as_view(), name="profile"),
    path("buyers/body/end/", buyers_profiles.EndProfile.as_view(), name="profile_end"),
    path("buyers/requests/", buyers_profiles.RequestsView.as_view(), name="buyer_requests"),
    path("buyers/requests/<int:pk>/", buyers_profiles.DecideView.as_view(), name="buyer_decide"),
    path("buyers/plans/", buyers_plans.PlansView.as_view(), name="plans"),
    path("buyers/plans/<int:pk>/", buyers_plans.PlanView.as_view(), name="plan"),
    path("buyers/plans/<int:pk>/columns/", buyers_plans.PlanColumns.as_view(), name="plan_columns"),
    path("buyers/plans/<int:pk>/plan.xlsx", buyers_plans.PlanFileView.as_view(), name="plan_xlsx"),
    path("buyers/soundings/", buyers_soundings.SoundingsView.as_view(), name="soundings"),
    path("buyers/soundings/new/", buyers_soundings.NewSounding.as_view(), name="sounding_new"),
    path("buyers/soundings/<int:pk>/", buyers_soundings.SoundingView.as_view(), name="sounding"),
    path(
        "buyers/soundings/<int:pk>/edit/",
        buyers_soundings.EditSounding.as_view(),
        name="sounding_edit",
    ),
    *(
        path(
            f"buyers/soundings/<int:pk>/answers.{kind}",
            buyers_soundings.SoundingFile.as_view(kind=kind),
            name=f"sounding_{kind}",
        )
        for kind in ("csv", "xlsx", "json")
    ),
    path(
        "soundings/<int:pk>/answer/", buyers_soundings.InvitationView.as_view(), name="invitation"
    ),
    path("buyers/calls/", buyers_own_calls.OwnCalls.as_view(), name="my_calls"),
    path("buyers/calls/new/", buyers_own_calls.NewCall.as_view(), name="call_new"),
    path("buyers/calls/<int:pk>/edit/", buyers_own_calls.EditCall.as_view(), name="call_edit"),
    path("buyers/calls/<int:pk>/check/", buyers_own_calls.CheckCall.as_view(), name="call_check"),
    path("buyers/calls/<int:pk>/do/", buyers_own_calls.CallAction.as_view(), name="call_action"),
    path("buyers/calls/<int:pk>/award/", buyers_own_calls.AwardCall.as_view(), name="call_award"),
    path(
        "buyers/calls/<int:pk>/cancel/", buyers_own_calls.CancelCall.as_view(), name="call_cancel"
    ),
    path("buyers/calls/<int:pk>/files/", buyers_own_calls.AddFile.as_view(), name="call_add_file"),
    path(
        "buyers/calls/<int:pk>/files/<int:file>/drop/",
        buyers_own_calls.DropFile.as_view(),
        name="call_file_drop",
    ),
    path(
        "buyers/calls/<int:pk>/questions/<int:question>/",
        buyers_own_calls.ReplyToQuestion.as_view(),
        name="call_reply",
    ),
    path("buyers/calls/<int:pk>/answers/", buyers_own_calls.Answers.as_view(), name="call_answers"),
    path("calls/", buyers_calls.CallsView.as_view(), name="calls"),
    *(
        path(f"calls/calls.{kind}", buyers_calls.CallsFile.as_view(kind=kind), name=f"calls_{kind}")
        for kind in ("csv", "xlsx", "json")
    ),
    path("calls/feed.xml", buyers_calls.CallsFile.as_view(kind="feed"), name="calls_feed"),
    path(
        "calls/deadlines.ics",
        buyers_calls.CallsFile.as_view(kind="calendar"),
        name="calls_calendar",
    ),
    path("calls/<int:pk>/", buyers_calls.CallView.as_view(), name="call"),
    path(
        "calls/<int:pk>/deadline.ics",
        buyers_calls.CallCalendarView.as_view(),
        name="call_calendar",
    ),
    path("calls/<int:pk>/ask/", buyers_own_calls.AskAboutCall.as_view(), name="call_ask"),
    path("calls/<int:pk>/answer/", buyers_own_calls.AnswerCall.as_view(), name="call_answer"),
    path(
        "calls/answers/<int:pk>/withdraw/",
        buyers_own_calls.WithdrawAnswer.as_view(),
        name="answer_withdraw",
    ),
    path("calls/files/<int:pk>/", buyers_calls.CallFileView.as_view(), name="call_file"),
]

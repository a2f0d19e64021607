"""Addresses of planning."""

from django.urls import path

from lotrinh.office.planning.pages import (
    adopt,
    builds,
    calendar,
    candidates,
    compare,
    exports,
    feeds,
    left_out,
    map,
    marks,
    moves,
    plan,
    replan,
    roadmap,
    today,
    unavailable,
    visit,
)

app_name = "planning"

urlpatterns = [
    path("today/", today.today, name="today"),
    path("plans/", plan.plan_list, name="plans"),
    path("plans/<slug:key>/", plan.plan_page, name="plan"),
    path("plans/<slug:key>/candidates/", candidates.candidates, name="candidates"),
    path("plans/<slug:key>/candidates/<str:code>/", candidates.drawer, name="candidate"),
    path("plans/<slug:key>/candidates/<str:code>/mark/", marks.mark, name="mark"),
    path("plans/<slug:key>/candidates/<str:code>/unmark/", marks.unmark, name="unmark"),
    path("plans/<slug:key>/unavailable/", unavailable.unavailable, name="unavailable"),
    path("plans/<slug:key>/unavailable/withdraw/", unavailable.withdraw, name="unavailable_withdraw"),
    path("plans/<slug:key>/roadmaps/", builds.roadmaps, name="roadmaps"),
    path("builds/<int:pk>/", builds.build, name="build"),
    path("builds/<int:pk>/progress/", builds.progress, name="build_progress"),
    path("roadmaps/<int:pk>/", roadmap.board_page, name="roadmap"),
    path("roadmaps/<int:pk>/calendar/", calendar.calendar_page, name="calendar"),
    path("roadmaps/<int:pk>/map/", map.map_page, name="map"),
    path("roadmaps/<int:pk>/map.json", map.map_data, name="map_data"),
    path("roadmaps/<int:pk>/left-out/", left_out.left_out_page, name="left_out"),
    path("roadmaps/<int:pk>/visits/<int:visit_pk>/", visit.visit_page, name="visit"),
    path("roadmaps/<int:pk>/visits/<int:visit_pk>/move/", moves.move, name="move"),
    path("roadmaps/<int:pk>/visits/<int:visit_pk>/check/", moves.check, name="check"),
    path("roadmaps/<int:pk>/undo/", moves.undo, name="undo"),
    path("roadmaps/<int:pk>/compare/", compare.choose, name="compare_choose"),
    path("roadmaps/<int:pk>/compare/<int:other>/", compare.compare, name="compare"),
    path("roadmaps/<int:pk>/adopt/", adopt.adopt_page, name="adopt"),
    path("roadmaps/<int:pk>/withdraw/", adopt.withdraw, name="withdraw"),
    path("roadmaps/<int:pk>/replan/", replan.replan_page, name="replan"),
    path("roadmaps/<int:pk>/what-if/", roadmap.what_if_page, name="what_if"),
    path("roadmaps/<int:pk>/export.<str:form>", exports.export, name="export"),
    path("plans/<slug:key>/feeds/", feeds.feeds, name="feeds"),
    path("plans/<slug:key>/feeds/<int:pk>/revoke/", feeds.revoke, name="feed_revoke"),
    path("feeds/<str:token>.ics", feeds.calendar_file, name="feed"),
]

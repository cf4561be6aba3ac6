from django.urls import path

from game.api import views
from game.api.exports import ExportFileView, ExportsView, ExportView
from game.api.summaries import SummariesView

urlpatterns = [
    path("play/", views.PlayView.as_view(), name="play"),
    path("history/", views.HistoryView.as_view(), name="history"),
    path("statistics/", views.StatisticsView.as_view(), name="statistics"),
    path("results/", views.ResultsView.as_view(), name="results"),
    path("results/export/", views.ExportView.as_view(), name="results-export"),
    path("summaries/", SummariesView.as_view(), name="summaries"),
    path("exports/", ExportsView.as_view(), name="exports"),
    path("exports/file/", ExportFileView.as_view(), name="export-file"),
    path("exports/<uuid:export_id>/", ExportView.as_view(), name="export"),
    path("rules/", views.RulesView.as_view(), name="rules"),
]

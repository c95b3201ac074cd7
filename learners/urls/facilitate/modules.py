"""What staff read of the curriculum."""

from django.urls import path

from learners.views.facilitate import guides

urlpatterns = [
    path("modules/", guides.curriculum, name="curriculum"),
    path("modules/<uuid:module_key>/", guides.guide, name="guide"),
    path("modules/<uuid:module_key>/changes/", guides.changes, name="guide_changes"),
    path("modules/<uuid:module_key>/handout/", guides.handout, name="guide_handout"),
]

"""Maps in other sites."""

from django.urls import path

from secon.enterprises.views.embeds import Embed, EmbedOne, Embeds, ForgetEmbed

urlpatterns = [
    path("embed/<slug:partner>/", Embed.as_view(), name="embed"),
    path("<int:pk>/<slug:slug>/embed/", EmbedOne.as_view(), name="embed_one"),
    path("desk/embeds/", Embeds.as_view(), name="embeds"),
    path("desk/embeds/<int:pk>/forget/", ForgetEmbed.as_view(), name="forget_embed"),
]

"""Pictures, sound, film and files. All are kept on this site; nothing is fetched from elsewhere."""

from django.utils.translation import gettext_lazy as _
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from courses.blocks.base import MEDIA, SENTENCE, TeachingBlock, formatted, line


class ImageBlock(TeachingBlock):
    file = ImageChooserBlock(label=_("Picture"))
    alt = line(
        _("What the picture shows"),
        _("Read aloud to people who cannot see it. Say what it teaches, not “picture of”."),
        most=SENTENCE,
    )
    caption = line(_("Caption"), _("Shown under the picture. May stay empty."), most=SENTENCE, required=False)

    class Meta:
        icon = "image"
        group = MEDIA
        label = _("Picture")
        description = _("A picture that explains something, never one for decoration")
        template = "courses/blocks/image_block.html"
        label_format = "{alt}"
        preview_value = {"file": None, "alt": _("A hand holds a crisis card"), "caption": _("It fits into a wallet.")}


class AudioBlock(TeachingBlock):
    file = DocumentChooserBlock(label=_("Sound file"), help_text=_("MP3 or M4A."))
    title = line(_("Title"))
    transcript = formatted(_("Transcript"), _("All that is said. For people who cannot hear it, or would rather read."))

    class Meta:
        icon = "media"
        group = MEDIA
        label = _("Audio")
        description = _("A spoken practice with its transcript")
        template = "courses/blocks/audio_block.html"
        label_format = "{title}"
        preview_value = {"file": None, "title": _("Three slow breaths"), "transcript": "<p>Sit as you like to sit.</p>"}


class VideoBlock(TeachingBlock):
    file = DocumentChooserBlock(label=_("Film"), help_text=_("MP4 or WebM."))
    title = line(_("Title"))
    captions = DocumentChooserBlock(label=_("Captions"), help_text=_("A .vtt file with all that is said and heard."))
    transcript = formatted(_("Transcript"), _("All that is said and shown."))

    class Meta:
        icon = "media"
        group = MEDIA
        label = _("Video")
        description = _("A film with captions and a transcript")
        template = "courses/blocks/video_block.html"
        label_format = "{title}"
        preview_value = {
            "file": None,
            "title": _("How to give naloxone"),
            "captions": None,
            "transcript": "<p>Tilt the head back. Spray into one side of the nose.</p>",
        }


class DownloadBlock(TeachingBlock):
    file = DocumentChooserBlock(label=_("File"), help_text=_("PDF or plain text."))
    title = line(_("Title"), _("What it is, as the person would call it."))

    class Meta:
        icon = "download"
        group = MEDIA
        label = _("Download")
        description = _("A file to keep, such as a printable card")
        template = "courses/blocks/download_block.html"
        label_format = "{title}"
        preview_value = {"file": None, "title": _("My crisis card, to print")}

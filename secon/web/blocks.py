"""What the body of a news item or plain page is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    """A heading inside the text; the page's title is the only first-level one."""

    text = blocks.CharBlock(label=_("Heading"), max_length=120)
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("2", _("Part")), ("3", _("Smaller part"))], default="2"
    )

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "web/blocks/heading.html"
        description = _("Names the part of the text that follows")
        preview_value = {"text": "How the group works", "level": "2"}


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with links and lists."""

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "web/blocks/paragraph.html"
        description = _("Running text with links and lists")
        preview_value = "<p>Members meet once in every semester.</p>"


class PictureBlock(blocks.StructBlock):
    """A picture with what it shows and whose it is."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=120)

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "web/blocks/picture.html"
        description = _("A picture with caption and credit")
        preview_value = {"caption": "Where the group met", "credit": "The partner"}


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, with who said them and where."""

    text = blocks.TextBlock(label=_("Quotation"))
    said_by = blocks.CharBlock(label=_("Said by"), required=False, max_length=120)
    source = blocks.URLBlock(label=_("Address of the source"), required=False)

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        template = "web/blocks/quote.html"
        description = _("Words of somebody else, with their source")
        preview_value = {"text": "We learned most on the walk.", "said_by": "A member"}


class NoteBlock(blocks.StructBlock):
    """A remark set apart from the text."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        label = _("Note")
        icon = "info-circle"
        template = "web/blocks/note.html"
        description = _("A remark set apart from the text")
        preview_value = {"title": "Good to know", "text": "Registration closes on Friday."}


class LinksBlock(blocks.StructBlock):
    """Addresses to read further."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    links = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("text", blocks.CharBlock(label=_("Words"), max_length=160)),
                ("url", blocks.URLBlock(label=_("Address"))),
            ]
        ),
        label=_("Links"),
        min_num=1,
    )

    class Meta:
        label = _("Links")
        icon = "link"
        template = "web/blocks/links.html"
        description = _("Addresses to read further")
        preview_value = {
            "title": "Read further",
            "links": [{"text": "The programme", "url": "https://www.interregeurope.eu/"}],
        }


class BodyBlock(blocks.StreamBlock):
    """The body of an editorial page."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock(features=RICH_TEXT_FEATURES)
    picture = PictureBlock()
    quote = QuoteBlock()
    note = NoteBlock()
    links = LinksBlock()

    class Meta:
        block_counts: dict[str, dict[str, int]] = {}

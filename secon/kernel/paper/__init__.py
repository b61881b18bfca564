"""Documents as data, and what sets them: PDF by typst, DOCX by python-docx, pages by templates.

``model`` says what a document is; ``typst_writer.pdf``, ``docx_writer.docx`` and ``{% paper %}``
write the same one. ``plain`` turns it into JSON and back, so that it can be frozen.
"""

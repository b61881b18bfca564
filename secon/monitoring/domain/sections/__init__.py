"""What stands live in the sections of a report: from records to blocks of a document.

``material.load`` reads everything once; each module here turns a part of it into blocks, asks no
database, and names its sources.
"""

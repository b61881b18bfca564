"""The observatory of responsible procurement: shares with their intervals, read from the archive.

Pure: files and frozen dataclasses in and out. No ORM, no clock, no network.
"""

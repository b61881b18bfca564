"""Bulgarian with the clock of 24 hours, which Django's own table leaves out."""

DATE_FORMAT = "j F Y г."
DATETIME_FORMAT = "j F Y г., H:i"
SHORT_DATETIME_FORMAT = "d.m.Y, H:i"
TIME_FORMAT = "H:i"
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3

"""What languages are called."""

from django.utils.translation import get_language_info


def language_name(code: str) -> str:
    """The language's name in the active language; the code itself where Django has no name."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code

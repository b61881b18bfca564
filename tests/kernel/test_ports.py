"""Every implementation keeps its port's promise, and settings choose among them."""

import inspect

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from secon.kernel import ports

IMPLEMENTATIONS = {
    "mail": (ports.DjangoMail, ports.MemoryMail, ports.NullMail),
    "tiles": (ports.SettingsTiles, ports.NullTiles),
    "translator": (ports.NullTranslator, ports.MemoryTranslator),
}
CASES = [(name, one) for name, found in IMPLEMENTATIONS.items() for one in found]


def _methods(protocol: type) -> dict[str, inspect.Signature]:
    return {
        name: inspect.signature(method)
        for name, method in vars(protocol).items()
        if inspect.isfunction(method) and not name.startswith("_")
    }


@pytest.mark.parametrize(("name", "implementation"), CASES)
def test_every_implementation_has_the_methods_of_its_protocol(name, implementation):
    protocol = ports.PORTS[name]
    made = implementation()
    assert isinstance(made, protocol)
    for method, signature in _methods(protocol).items():
        assert inspect.signature(getattr(implementation, method)) == signature


def test_every_class_in_the_module_is_checked_above():
    listed = {one for found in IMPLEMENTATIONS.values() for one in found}
    others = {ports.TileSource, *ports.PORTS.values()}
    here = {
        one
        for _name, one in inspect.getmembers(ports, inspect.isclass)
        if one.__module__ == ports.__name__
    }
    assert here - others == listed


def test_get_port_returns_what_settings_name(settings):
    settings.SECON_PORTS = {"mail": "secon.kernel.ports.NullMail"}
    assert isinstance(ports.get_port("mail"), ports.NullMail)
    assert ports.get_port("mail") is ports.get_port("mail")


def test_every_port_is_set(settings):
    assert settings.SECON_PORTS.keys() == ports.PORTS.keys()


def test_django_mail_hands_the_letter_to_the_backend():
    ports.DjangoMail().send(EmailMessage("Subject", "Body", to=["a@example.org"]))
    assert [message.subject for message in mail.outbox] == ["Subject"]


def test_memory_mail_keeps_the_letter_and_null_mail_forgets_it():
    letter = EmailMessage("Subject", "Body", to=["a@example.org"])
    memory = ports.MemoryMail()
    memory.send(letter)
    ports.NullMail().send(letter)
    assert memory.sent == [letter]
    assert mail.outbox == []


def test_tiles_are_absent_until_an_administrator_names_them(settings):
    settings.MAP_TILES_URL = ""
    assert ports.SettingsTiles().source() is None
    settings.MAP_TILES_URL = "https://tiles.example.org/{z}/{x}/{y}.png"
    settings.MAP_TILES_ATTRIBUTION = "Example"
    assert ports.SettingsTiles().source() == ports.TileSource(
        "https://tiles.example.org/{z}/{x}/{y}.png", "Example"
    )
    assert ports.NullTiles().source() is None


def test_translators_answer_in_order_or_not_at_all():
    asked = {"source": "en", "target": "el"}
    assert ports.NullTranslator().translate(["a", "b"], **asked) is None
    assert ports.MemoryTranslator().translate(["a", "b"], **asked) == ("[el] a", "[el] b")

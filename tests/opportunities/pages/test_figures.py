"""Figures on the way to a contract: who sees them, and what is kept back."""

import pytest
from django.urls import reverse

from secon.opportunities.domain import paths
from secon.people.enums import Role
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.opportunities import PathStepFactory
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person

pytestmark = pytest.mark.django_db
VIEWED = 2


def steps(partner, enterprises, **fields):
    for _number in range(enterprises):
        PathStepFactory(enterprise=EnterpriseFactory(partner=partner, counted=False), **fields)


def numbers(table, place=VIEWED):
    return [line.figures[place].number for line in table.lines]


def test_a_figure_of_few_enterprises_is_kept_back_and_so_is_the_sum_that_tells_it():
    partner = PartnerFactory()
    steps(partner, 5, sector="90")
    one = EnterpriseFactory(partner=partner, counted=False)
    for _number in range(9):
        PathStepFactory(enterprise=one, sector="45")

    table = paths.figures(by="sector")

    assert numbers(table) == [None, 5]
    assert table.sums[VIEWED].number is None
    steps(partner, 2, sector="55")
    assert paths.figures(by="sector").sums[VIEWED].number == 16


def test_a_region_sees_its_own_figures_only(client):
    own, other = PartnerFactory(), PartnerFactory()
    steps(own, 5)
    steps(other, 6)
    client.force_login(member(Role.PARTNER_EDITOR, own))
    address = reverse("opportunities:figures")

    for query in ("", f"?partner={other.pk}", "?partner=x&by=odd"):
        answer = client.get(address + query)
        assert answer.context["sums"][VIEWED].number == 5


@pytest.mark.parametrize("role", [Role.WEB_ADMIN, Role.REVIEWER])
def test_those_who_run_or_judge_all_compare_regions(client, role):
    steps(PartnerFactory(), 5)
    steps(PartnerFactory(), 6)
    client.force_login(person(role))

    answer = client.get(reverse("opportunities:figures") + "?by=region")

    assert sorted(numbers_of(answer)) == [5, 6]
    assert answer.context["sums"][VIEWED].number == 11


def numbers_of(answer):
    return [figures[VIEWED].number for _name, figures in answer.context["lines"]]


def test_others_see_no_figures(client):
    address = reverse("opportunities:figures")
    assert client.get(address).status_code == 302
    for user in (UserFactory(), person(Role.ENTERPRISE), person(Role.BUYER)):
        client.force_login(user)
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_figures_ask_the_same_however_many(count, django_assert_num_queries):
    for number in range(count):
        steps(PartnerFactory(), 2, sector=str(30 + number))

    with django_assert_num_queries(2):
        paths.figures(by="region")


def test_examples_are_not_counted():
    steps(PartnerFactory(), 5)
    for _number in range(5):
        PathStepFactory(enterprise=EnterpriseFactory(is_example=True, counted=False))

    assert paths.figures(by="month").sums[VIEWED].number == 5


def test_a_step_is_written_once():
    enterprise = EnterpriseFactory()
    for day in ("2026-11-01T00:00Z", "2026-11-02T00:00Z"):
        paths.note(enterprise=enterprise.pk, keys=[("lot", 1)], step="viewed", now=day)

    assert enterprise.path_steps.count() == 1

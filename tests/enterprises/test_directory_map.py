"""What the map beside the list is told."""

import pytest

from secon.enterprises.interfaces.maps import CANVAS, zoom_of
from tests.factories.enterprises import EnterpriseFactory

pytestmark = pytest.mark.django_db
MAP = "/en/enterprises/map.json"


def at(lon: float, lat: float, **changes: object):
    return EnterpriseFactory(lon=lon, lat=lat, **changes)


def test_the_first_window_holds_everything_asked_for(client):
    one, other = at(5.0, 51.0, verified=True, name="One"), at(23.0, 38.0, family="mutual")
    found = client.get(MAP).json()
    west, south, east, north = found["window"]
    assert (west < 5.0, south < 38.0, east > 23.0, north > 51.0) == (True, True, True, True)
    assert (found["total"], found["cells"]) == (2, [])
    assert [(point[0], point[3]) for point in found["points"]] == [(one.pk, 1), (other.pk, 0)]
    assert found["points"][0][4] == "One"


def test_filters_and_window_narrow_what_is_shown(client):
    at(5.0, 51.0), at(5.1, 51.0, family="mutual"), at(23.0, 38.0, family="mutual")
    found = client.get(MAP, {"family": "mutual", "view": "4,50,6,52", "zoom": "8"}).json()
    assert found["total"] == 1
    assert found["window"] == [4.0, 50.0, 6.0, 52.0]


def test_the_area_of_the_list_bounds_every_window(client):
    inside = at(5.0, 51.0)
    at(7.0, 51.0)
    found = client.get(MAP, {"bbox": "4,50,6,52", "view": "0,45,20,55"}).json()
    assert [point[0] for point in found["points"]] == [inside.pk]


def test_many_entries_are_counted_in_cells_not_sent(client):
    for one in EnterpriseFactory.build_batch(301, lon=5.0, lat=51.0):
        one.version = 1
        one.save()
    EnterpriseFactory(lon=23.0, lat=38.0)
    found = client.get(MAP).json()
    assert (found["total"], found["points"]) == (302, [])
    assert sorted(cell[2] for cell in found["cells"]) == [1, 301]


def test_towns_are_named_for_orientation(client, towns):
    found = client.get(MAP, {"view": "4,50.5,6,51.5"}).json()
    assert [town[0] for town in found["towns"]] == ["Leuven", "Halle", "Diest", "Schaffen"]


def test_without_entries_the_map_shows_where_there_could_be_some(client):
    found = client.get(MAP).json()
    assert (found["total"], found["points"], len(found["window"])) == (0, [], 4)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"view": "1,2,3"}, "view"),
        ({"view": "x"}, "view"),
        ({"zoom": "far"}, "view"),
        ({"sdg": "x"}, "sdg"),
    ],
)
def test_a_window_or_filter_that_cannot_be_read_is_refused(client, query, field):
    answer = client.get(MAP, query)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])


def test_the_answer_may_be_kept_for_a_minute_by_this_reader(client):
    answer = client.get(MAP)
    assert answer["Cache-Control"] == "private, max-age=60"
    assert "Cookie" in answer["Vary"]


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_map_takes_the_same_queries_for_every_number_of_points(
    client, django_assert_num_queries, item_count
):
    EnterpriseFactory.create_batch(item_count)
    client.get(MAP)
    with django_assert_num_queries(4):
        client.get(MAP)


def test_a_window_fills_the_canvas_at_its_zoom():
    degrees = 360 / (512 / CANVAS * 2**5)
    assert zoom_of((0.0, 0.0, degrees, 0.1)) == pytest.approx(5.0)

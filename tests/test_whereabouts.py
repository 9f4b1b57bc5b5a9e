"""The places that words of an article tell, and whether a seat may be that of a subject."""

import pytest

from zhclaims.pipeline import mine
from zhclaims.whereabouts import Location, find_locations, may_be_of


def told(text: str) -> dict[str, Location]:
    return {location.name: location for location in find_locations(mine(text), lambda offset: offset).values()}


def test_an_organisation_tells_its_seat_and_a_newspaper_that_it_is_one() -> None:
    found = told("据第一财经报道，比亚迪去年在合肥新建了两条产线。")
    assert (found["比亚迪"].city, found["比亚迪"].by, found["比亚迪"].is_medium) == ("深圳市", "seat", False)
    assert (found["合肥"].city, found["合肥"].by) == ("合肥市", "place")
    assert found["第一财经"].is_medium


@pytest.mark.parametrize(
    ("name", "subject", "may"),
    [
        ("比亚迪", ["比亚迪"], True),
        ("比亚迪", [], True),
        ("第一财经", [], False),
        ("第一财经", ["第一财经"], True),
        ("比亚迪", ["比亚迪", "吉利"], False),
        ("比亚迪", ["比亚迪", "腾讯"], True),
        ("合肥", ["比亚迪", "吉利"], True),
    ],
)
def test_a_seat_is_not_that_of_a_reporting_newspaper_or_of_bodies_apart(
    name: str, subject: list[str], may: bool
) -> None:
    found = told("据第一财经统计，去年比亚迪、吉利和腾讯在合肥招聘了三千名工程师。")
    assert may_be_of(found[name], [found[other] for other in subject]) is may

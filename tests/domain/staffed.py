"""A small staff for the tests of seats, gaps and figures: told in few words."""

from datetime import date

from desktop.domain.staff import (
    AssignmentFacts,
    PersonFacts,
    PositionFacts,
    QuotaRow,
    StaffFacts,
    StatusRow,
    SubunitFacts,
)

DAY = date(2025, 7, 31)
WORKING = (StatusRow("CC", "working", "2020"),)
AWAY = (*WORKING, StatusRow("CC", "long_leave", "2025-07-01"))


def person(name, statuses=WORKING, **more):
    return PersonFacts(name, name, tuple(statuses), **more)


def position(name, need=1, **more):
    return PositionFacts(name, name, name, need=need, **more)


def seat(who, where, share=100, **more):
    return AssignmentFacts(more.pop("id", f"{who}-{where}"), who, where, share, **more)


def subunit(name, **more):
    return SubunitFacts(name, name, name, **more)


def staff(people=(), positions=(), assignments=(), subunits=(), quotas=()):
    return StaffFacts(
        tuple(people),
        tuple(positions),
        tuple(assignments),
        tuple(subunits),
        tuple(QuotaRow(*row) for row in quotas),
    )

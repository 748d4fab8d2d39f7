"""A time zone as calendar files need it: VTIMEZONE with every change of the clock in whole years.

icalendar makes one too, but its summer time begins an hour late: it writes the onset by the new clock, where RFC 5545,
section 3.6.5, requires the old one.
"""

from __future__ import annotations

import datetime
import zoneinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Timezone

_DAY = datetime.timedelta(days=1)
#: Clocks are changed at a full quarter of an hour.
_QUARTER = datetime.timedelta(minutes=15)


def timezone(name: str, first: int, last: int) -> Timezone:
    """Return a zone of the IANA database from the year `first` to the year `last`.

    Whole years, because some programs keep the first description that they read.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone, zero = zoneinfo.ZoneInfo(name), datetime.timedelta()
    moment = datetime.datetime(first, 1, 1, tzinfo=datetime.UTC) - _DAY
    until = datetime.datetime(last, 12, 31, tzinfo=datetime.UTC)
    made = Timezone()
    made.add("tzid", name)
    before = None
    while moment < until:
        here = moment.astimezone(zone)
        offset = here.utcoffset() or zero
        if offset != before:
            part = TimezoneDaylight() if (here.dst() or zero) > zero else TimezoneStandard()
            old = offset if before is None else before
            part.add("dtstart", (moment + old).replace(tzinfo=None))
            part.add("tzoffsetfrom", old)
            part.add("tzoffsetto", offset)
            part.add("tzname", here.tzname())
            made.add_component(part)
        calm = (moment + _DAY).astimezone(zone).utcoffset() == offset
        before, moment = offset, moment + (_DAY if calm else _QUARTER)
    return made

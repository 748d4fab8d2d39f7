"""The numbers that decide what an advertisement suggests. The plan page's script reads them, too (`shared`)."""

from __future__ import annotations

#: How many different words are enough for a round: usually, and if the role has it only at higher levels.
ENOUGH, ENOUGH_ABOVE = 2, 3
#: How many different keywords suggest a role if no title does.
KEYWORDS = 3
#: The most words that one negation covers.
REACH = 12
#: From this many letters on, a word may be split in two, or two joined: micro services, frontend.
LETTERS = 6
#: Up to this share of capitals, an advertisement counts as written entirely in small letters.
CAPITALS = 0.005
#: How many lines may have a title, and the most words of one.
FIRST_LINES, TITLE_WORDS = 5, 14
#: The most characters and words of a heading.
HEADING_LENGTH, HEADING_WORDS = 60, 8
#: A line of at least this many characters may have been wrapped.
FULL_LINE = 40
#: A job for up to this many years of experience is for a junior; for up to that many, for someone in the middle.
JUNIOR_YEARS, MID_YEARS = 1, 4

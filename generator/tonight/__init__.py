"""A mock for tonight: which questions one session asks, and which mock of the bank a day and its person get.

Pure.
"""

from generator.tonight.asked import Asked, Choice, choose
from generator.tonight.mocks import NEEDS, STEPS, Mock, Needs, all_mocks, drawn

__all__ = ["NEEDS", "STEPS", "Asked", "Choice", "Mock", "Needs", "all_mocks", "choose", "drawn"]

"""The data models: what authors and candidates write, and what a plan contains.

Only `base.visible` decides who may see which field.
"""

from generator.model.base import LEVELS, Level, Node, Paper, Visibility, visible
from generator.model.candidate import WEEKDAYS, Candidate, Interview, Partners
from generator.model.floors import Floors, RoundFloors
from generator.model.format import Format, Formats
from generator.model.handbook import Guide, Handbook
from generator.model.log import LogEntry
from generator.model.plan import Plan, Session
from generator.model.question import DIFFICULTIES, HINT_CAP, Hint, Milestone, Origin, Probe, Question, QuestionFile
from generator.model.role import LoopRound, Role, RoleLevel
from generator.model.round import ALWAYS_SAID, SCORE_NAMES, SCORES, Dimension, Round, Segment
from generator.model.shelf import Shelf, Shelves
from generator.model.story import Story, StoryTheme, Themes
from generator.model.style import Style
from generator.model.synonyms import Synonym, Synonyms
from generator.model.template import LoopTemplate, PhaseTemplate, PlanTemplate
from generator.model.topic import Topic, Topics

__all__ = [
    "ALWAYS_SAID", "DIFFICULTIES", "HINT_CAP", "LEVELS", "SCORES", "SCORE_NAMES", "WEEKDAYS", "Candidate", "Dimension",
    "Floors", "Format", "Formats", "Guide", "Handbook", "Hint", "Interview", "Level", "LogEntry", "LoopRound",
    "LoopTemplate", "Milestone", "Node", "Origin", "Paper", "Partners", "PhaseTemplate", "Plan", "PlanTemplate",
    "Probe", "Question", "QuestionFile", "Role", "RoleLevel", "Round", "RoundFloors", "Segment",
    "Session", "Shelf", "Shelves", "Story", "StoryTheme", "Style", "Synonym", "Synonyms", "Themes", "Topic", "Topics",
    "Visibility", "visible",
]  # fmt: skip

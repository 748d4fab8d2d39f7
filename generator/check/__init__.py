"""Rules across files: one function per rule, each yields the problems it finds.

Pure: a rule reads the handbook and nothing else. What a single value must look like is the model's matter.
"""

from generator.check.bank import (
    bank_reaches_its_floors,
    every_round_has_a_floor,
    every_round_has_a_question,
    floors_name_rounds,
    no_question_is_a_copy,
)
from generator.check.base import Check
from generator.check.materials import materials_have_file_names
from generator.check.plans import (
    five_themes_are_core,
    loop_names_a_round_once,
    loop_names_rounds_of_a_loop,
    one_template_serves_the_shortest_time,
    replaced_templates_are_gone,
    role_levels_are_unique,
    role_names_rounds,
    template_is_valid,
    themes_are_known,
    unknown_themes,
)
from generator.check.questions import (
    bar_fits_the_levels,
    help_names_a_dimension,
    hints_follow_the_clock,
    hints_rise,
    milestones_fit_the_time,
    question_can_be_pushed,
    question_has_a_round,
    question_has_help,
    signals_cover_the_rubric,
    solution_has_cases,
    values_are_unique,
)
from generator.check.rounds import (
    agenda_ends_in_silence_and_feedback,
    agenda_fills_the_round,
    names_mean_one_thing,
    rubric_is_valid,
    words_are_said_once,
)
from generator.check.texts import (
    code_names_a_known_language,
    every_guide_is_on_one_shelf,
    formats_have_a_guide,
    links_lead_to_pages,
    nothing_is_left_to_write,
)
from generator.model import Handbook
from generator.problem import ContentError

__all__ = ["CHECKS", "check", "unknown_themes"]

CHECKS: tuple[Check, ...] = (
    agenda_fills_the_round,
    agenda_ends_in_silence_and_feedback,
    rubric_is_valid,
    names_mean_one_thing,
    words_are_said_once,
    question_has_a_round,
    question_has_help,
    hints_rise,
    hints_follow_the_clock,
    help_names_a_dimension,
    question_can_be_pushed,
    signals_cover_the_rubric,
    bar_fits_the_levels,
    milestones_fit_the_time,
    solution_has_cases,
    materials_have_file_names,
    values_are_unique,
    role_levels_are_unique,
    role_names_rounds,
    loop_names_a_round_once,
    loop_names_rounds_of_a_loop,
    template_is_valid,
    replaced_templates_are_gone,
    one_template_serves_the_shortest_time,
    themes_are_known,
    five_themes_are_core,
    floors_name_rounds,
    every_round_has_a_question,
    every_round_has_a_floor,
    bank_reaches_its_floors,
    no_question_is_a_copy,
    nothing_is_left_to_write,
    formats_have_a_guide,
    every_guide_is_on_one_shelf,
    links_lead_to_pages,
    code_names_a_known_language,
)


def check(handbook: Handbook) -> None:
    """Hold the handbook against every rule. Raises ContentError with all problems."""
    problems = [problem for rule in CHECKS for problem in rule(handbook)]
    if problems:
        raise ContentError(problems)

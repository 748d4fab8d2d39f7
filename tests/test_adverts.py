"""Job advertisements, as recruiters write them, and the rounds that a knowledgeable reader would list.

The six in `TUNED` were written, with their rounds, before any keyword was extended. `HELD_OUT` came after: nothing was
changed because of them.
"""

from __future__ import annotations

#: Advert → role, level, and the rounds beside the role's loop at that level: what the advert adds.
TUNED = {
    "backend": ("backend", "senior", {"debugging"}),  # on-call, incident reviews, root cause
    "frontend": ("frontend", "mid", {"ai-coding"}),  # assistants every day, reviews generated code
    "mobile": ("mobile", "mid", set()),  # one "pull requests" is no round of code review
    "staff-engineer": ("staff-engineer", "staff", {"code-review", "recruiter-screen"}),  # it names its interviews
    "graduate": ("graduate", "junior", {"project-deep-dive"}),  # "present a project you are proud of"
    "any-field": ("any-field", "senior", set()),
}

#: Written after the keywords, with the rounds that a reader would list, before the command had read any of them.
HELD_OUT = {
    # a telephone interview is named; "pair programming" is coding; faults and tickets are in the loop already
    "backend-junior": ("backend", "junior", {"recruiter-screen"}),
    # "a 30-minute chat with our people team"; the rest is the loop: ai-coding by "coding agents", code-review by reviews
    "frontend-senior": ("frontend", "senior", {"recruiter-screen"}),
    # crash-free users, ANRs and memory leaks; "a first call"
    "mobile-senior": ("mobile", "senior", {"debugging", "recruiter-screen"}),
    # "escalation point for major incidents" is one hint: no round; the panel is behavioural and the presentation a deep dive
    "staff-platform": ("staff-engineer", "staff", set()),
    # "you walk us through something you built"; a call with a founder is a first call
    "full-stack-mid": ("full-stack", "mid", {"project-deep-dive", "recruiter-screen"}),
    # "an informal chat" by phone
    "any-field-junior": ("any-field", "junior", {"recruiter-screen"}),
}

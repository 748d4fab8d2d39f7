"""The texts of everything a plan says in sentences: key → text with named placeholders.

A key is the kind of fact, its code, and where there are several texts for a code what tells them apart. `.one` and
`.other` are the forms for a count of one and for any other count. `sentences` chooses the key and fills in the values.
"""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # Why a round has its place
    "reason.rated": "You rate it {confidence} of 5.",
    "reason.unrated": "You haven’t rated it, so it counts as {confidence} of 5.",
    "reason.logged.one": "After one mock you rate it {confidence} of 5.",
    "reason.logged.other": "After {mocks} mocks you rate it {confidence} of 5.",
    "reason.failed.one": "After one mock you rate it {confidence} of 5, but you didn’t pass that mock, so it counts as "
    "{need}.",
    "reason.failed.other": "After {mocks} mocks you rate it {confidence} of 5, but you didn’t pass the last one that a "
    "person scored, so it counts as {need}.",
    "reason.weight.only": "It’s the only round in this plan.",
    "reason.weight.same": "All rounds weigh the same.",
    "reason.weight.heaviest": "It weighs more than any other round.",
    "reason.weight.among-heaviest": "No round weighs more.",
    "reason.weight.lightest": "It weighs less than any other round.",
    "reason.weight.among-lightest": "No round weighs less.",
    "reason.weight.between": "Some rounds weigh more, some less.",
    # What the candidate should know
    "note.over.one": "{rounds} isn’t in this plan any more, because your interview for it is over.",
    "note.over.other": "{rounds} aren’t in this plan any more, because your interviews for them are over.",
    "note.not-planned.one": "{rounds} isn’t in this plan, although you’ve rated or practised it. To add it, write a "
    "“rounds:” line in your file that lists every round you want.",
    "note.not-planned.other": "{rounds} aren’t in this plan, although you’ve rated or practised them. To add them, "
    "write a “rounds:” line in your file that lists every round you want.",
    "note.aims-at-last.one": "Your interview on {dates} covers the whole loop, too, but this plan aims at your last "
    "one. To aim at the earlier one, make it the only “interview:” in your file.",
    "note.aims-at-last.other": "Your interviews on {dates} cover the whole loop, too, but this plan aims at your last "
    "one. To aim at an earlier one, make it the only “interview:” in your file.",
    "note.unrated.one": "You haven’t rated {rounds}, so it counts as {confidence} of 5 until its first mock. If that’s "
    "wrong, rate it under “confidence:” in your file.",
    "note.unrated.other": "You haven’t rated {rounds}, so each counts as {confidence} of 5 until its first mock. If "
    "that’s wrong, rate them under “confidence:” in your file.",
    "note.start": "Your file has no start date, so the weeks of this plan may shift when you make it again. To keep "
    "them, add this line to your file: start: {date}",
    "note.no-room.baseline": "There’s no day to measure {sessions}.",
    "note.no-room.drill": "There’s no day for a drill of {sessions}.",
    "note.no-room.loop": "The loop leaves out {sessions}.",
    "note.no-room.final": "There’s no day for a last mock of {sessions}.",
    "note.no-room.paid": "There’s no day for a mock of {sessions} with an expert.",
    "note.no-room.easy": "There’s no day for an easy mock of {sessions}.",
    "note.no-room.micro": "There’s no day for micro-practice of {sessions}.",
    "note.no-room.no-question": "The bank has no question left for a drill of {sessions}.",
    "note.no-room.session": "{round} ({minutes} minutes)",
    "note.no-room.sessions": "{rounds} ({minutes} minutes each)",
    "note.no-room.too-near": "The interview is too near to free another day.",
    "note.no-room.no-day": "Free one more day, or make one longer, at least three days before the interview.",
    "note.no-room.no-day.drill": "Free one more day before the interview for it, or make one longer.",
    "note.no-room.no-day.loop": "Make one of its days longer, or free another day close to them.",
    "note.no-room.instead.baseline": "Without a first mock, trust your own rating.",
    "note.no-room.instead.drill": "You can do the exercises of a round on your own.",
    "note.full-mocks.one": "A full mock is every round of the loop, in full, within ten days. This plan aims for one: "
    "{done} done, {planned} planned, and {minutes} minutes are missing.",
    "note.full-mocks.other": "A full mock is every round of the loop, in full, within ten days. This plan aims for "
    "{wanted}: {done} done, {planned} planned, and {minutes} minutes are missing.",
    "note.full-mocks.too-near": "The interview is too near for another one.",
    "note.full-mocks.too-short": "Your days are too short or too far apart for one, even with nothing else on them.",
    "note.full-mocks.taken": "Your days are long enough for one, but other sessions need them first. Free another day "
    "or two, or make some longer, well before the interview.",
    "note.bank.none": "The bank has no question for {round} at your level.",
    "note.bank.one": "The bank has one question for {round} at your level, which is too few for this plan.",
    "note.bank.other": "The bank has {fitting} questions for {round} at your level, which is too few for this plan.",
    "note.bank.missing.one": "One question is missing.",
    "note.bank.missing.other": "{missing} questions are missing.",
    "note.bank.without.one": "One mock has none at all: whoever runs it brings one.",
    "note.bank.without.other": "{without} mocks have none at all: whoever runs them brings one.",
    "note.bank.surprises.one": "One surprise is left out.",
    "note.bank.surprises.other": "{surprises} surprises are left out.",
    "note.stubborn": "{round} hasn’t improved in its last three mocks, on {dates}: {before} of 5 before them, {after} "
    "after. More of the same will hardly help.",
    "note.stubborn.paid": "That’s why the next one, on {paid}, is with an expert. If paying for one is out of the "
    "question,",
    "note.stubborn.unpaid": "There’s no day left for a mock with an expert, so",
    "note.stubborn.instead": "practise with a partner who has not seen you yet, listen to the recording of your last "
    "mock, or ask your alumni network or a career centre, which help for free.",
    "note.fix": "You’ve written down the same fix {times} times: “{fix}”. Make it the one thing your next mock is "
    "about.",
    "note.much": "You’re asking {name} for {hours}, which is more than three hours a week. That’s a lot for one "
    "person: add another name under “partners:” in your file, and they take turns.",
    "note.much.swap": "You’re asking {name} for {hours}, half of it with you as the interviewer, which is more than "
    "three hours a week. That’s a lot for one person: add another name under “partners:” in your file, and they take "
    "turns.",
    # How a plan differs from the one before
    "change.nothing": "Nothing changed.",
    "change.template": "The plan follows the template “{after}” now, not “{before}”.",
    "change.rank": "{round} is now the {after} round, not the {before}: {why}.",
    "change.rank.first": "weakest",
    "change.rank.place": "{place} weakest",
    "change.rank.need": "since {entries} it counts as {need_after} of 5, not {need_before}",
    "change.rank.same": "after {entries} it still counts as {need_after} of 5, and {others}",
    "change.rank.others.up": "others have improved",
    "change.rank.others.down": "others need it more now",
    "change.rank.entries.one": "the mock on {entries}",
    "change.rank.entries.other": "the mocks on {entries}",
    "change.rounds.added.one": "{rounds} is new in this plan.",
    "change.rounds.added.other": "{rounds} are new in this plan.",
    "change.rounds.removed.one": "{rounds} is no longer in this plan.",
    "change.rounds.removed.other": "{rounds} are no longer in this plan.",
    "change.moved": "{session} moves from {before} to {after}.",
    "change.moved.micro": "The micro-practice on {before} moves to {after}.",
    "change.gone.one": "One {kind} is no longer planned: {sessions}.",
    "change.gone.other": "{count} {kind} are no longer planned: {sessions}.",
    "change.new.one": "One {kind} is new: {sessions}.",
    "change.new.other": "{count} {kind} are new: {sessions}.",
    "change.listed": "{session} on {date}",
    "change.listed.micro": "{round} on {date}",
    "change.changed.minutes": "{session} on {date} now takes {minutes_after} minutes instead of {minutes_before}.",
    "change.changed.person": "{session} on {date} is now {after} instead of {before}.",
    "change.changed.both": "{session} on {date} is now {after} instead of {before}, and takes {minutes_after} minutes "
    "instead of {minutes_before}.",
    "change.changed.with": "with {name}",
    "change.renamed.one": "One session has another code now: {sessions}.",
    "change.renamed.other": "{count} sessions have another code now: {sessions}.",
    "change.renamed.session": "{before} on {date} is {after}",
    "change.questions.one": "{sessions} has another question or goal now. If you’ve printed its sheets, print them "
    "again.",
    "change.questions.other": "{sessions} have other questions or goals now. If you’ve printed their sheets, print "
    "them again.",
    "change.questions.micro.one": "The micro-practice on {dates} has another exercise now.",
    "change.questions.micro.other": "The micro-practices on {dates} have other exercises now.",
    "change.loops.lost": "There are fewer loops: {after} instead of {before}, counting those you’ve done.",
    "change.loops.won": "There are more loops: {after} instead of {before}, counting those you’ve done.",
    "change.paid": "{round} hasn’t improved in its last three mocks, so {session} on {date} is with an expert.",
    # Criteria, and what the log shows
    "criterion.confidence": "{round}: confidence at {wanted} of 5 or more",
    "criterion.passed": "{round}: passed in {wanted} of the last {of} mocks that a person scored, and no core "
    "dimension below 3 in the latest",
    "criterion.full-mocks.none": "Full mocks: this plan asks for none",
    "criterion.full-mocks.one": "One full mock: every round of the loop, in full, within ten days",
    "criterion.full-mocks.other": "{wanted} full mocks: every round of the loop, in full, within ten days",
    "evidence.confidence.none": "No mock is logged yet.",
    "evidence.confidence.one": "You rated it {before} of 5 before the mock on {last}, and {after} after it.",
    "evidence.confidence.other": "You rated it {before} of 5 before the first of {mocks} mocks, on {first}, and "
    "{after} after the last, on {last}.",
    "evidence.passed.none": "No person has scored a mock in full yet. You need at least {wanted}.",
    "evidence.passed.few.yes": "A person has scored one mock so far, on {dates}, and you passed it. You need at least "
    "{wanted}.",
    "evidence.passed.few.no": "A person has scored one mock so far, on {dates}, and you didn’t pass it. You need at "
    "least {wanted}.",
    "evidence.passed.some": "You passed {passes} of the last {count} mocks that a person scored: on {passed}, but not "
    "on {failed}.",
    "evidence.passed.all": "You passed the last {count} mocks that a person scored, on {passed}.",
    "evidence.passed.no": "You passed none of the last {count} mocks that a person scored, on {failed}.",
    "evidence.passed.core": "In the latest, a core dimension was below 3.",
    "evidence.passed.nobody": "No mock ahead is with a person: ask a peer or a friend to run one.",
    "evidence.full-mocks.unwanted": "There are no loops in this plan.",
    "evidence.full-mocks.none": "None done yet.",
    "evidence.full-mocks.done": "{count} done: {loops}.",
    # Why there is no plan
    "refusal.unknown": 'no {kind} "{name}"{meant}',
    "refusal.unknown.known": "; there are {known}",
    "refusal.no-level": 'role "{role}" has no level "{level}"; it has {levels}',
    "refusal.not-after.today": "expected a day after today, {after}, such as your next interview; got {date}",
    "refusal.not-after.start": "expected a day after the start, {after}; got {date}",
    "refusal.too-far": "expected at most two years from the first day, {first}, to the interview, {date}",
    "refusal.no-days": "expected at least one weekday with minutes to practise; got none",
    "refusal.future": "expected no mock after today, {today}; got one of {round} on {date}",
    "refusal.log": "{date}: {unknown}",
    "refusal.replaced": '"{name}" is replaced by "{by}". {why}',
    # Beside a session
    "session.no-question": "The bank is out of questions for this round: your partner brings one.",
    "session.no-question.llm": "The bank is out of questions for this round: let the model set one.",
    "session.no-question.alone": "The bank is out of questions for this round: ask someone to choose one for you.",
    "session.watch.again": "Watch for this goal only, and leave the rest unscored.",
    "session.watch.check": "Score everything, and see whether the goal has stuck.",
}

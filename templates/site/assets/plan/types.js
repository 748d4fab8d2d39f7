// The shapes of the data, for `tsc --checkJs` and for readers. No code. Names and order are those of the JSON: the handbook
// as the site publishes it, a candidate and a log entry as their files say it, and a plan as `plan.json` has it.

/**
 * A day as ISO date: 2026-12-01.
 * @typedef {string} Iso
 * A day as a whole number: days since 1 January 1970.
 * @typedef {number} Day
 *
 * @typedef {"junior" | "mid" | "senior" | "staff"} Level
 * @typedef {"easy" | "medium" | "hard"} Difficulty
 * @typedef {"mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun"} Weekday
 * @typedef {"a4" | "letter"} Paper
 * @typedef {"baseline" | "drills" | "loops" | "last"} PhaseKind
 * @typedef {"baseline" | "drill" | "loop" | "final" | "paid" | "easy" | "micro"} SessionKind
 * @typedef {"baseline" | "drill" | "loop" | "final" | "paid" | "easy"} LoggedKind
 * @typedef {"full" | "short" | "micro"} Form
 * @typedef {"peer" | "friend" | "expert" | "llm" | "alone"} Partner
 * @typedef {"peer" | "friend" | "expert"} PersonKind
 * @typedef {"peer" | "expert" | "friend" | "llm" | "self"} Rater
 * @typedef {1 | 2 | 3 | 4 | "not seen"} Score
 * @typedef {"time+25" | "time+50" | "breaks" | "captions" | "large-print" | "no-interruptions" | "typed-answers"
 *   | "questions-ahead"} Adjustment
 */

// The handbook: `plan/handbook.json`, with the questions of the rounds that were loaded (`plan/questions/ROUND.json`).

/**
 * @typedef {{id: string, title: string, core: boolean}} Dimension
 *
 * @typedef {object} Round
 * @property {string} title
 * @property {string[]} aliases
 * @property {number} minutes of the full form
 * @property {number} short minutes of the short form
 * @property {number} questions of the full form
 * @property {boolean} in_loop
 * @property {string[]} goals micro-goals
 * @property {string[]} exercises titles
 * @property {Dimension[]} dimensions
 * @property {Record<Level, number>} pass_line
 * @property {string[]} checklist
 *
 * @typedef {{round: string, times: number, weight: number}} LoopRound
 * @typedef {{id: Level, title: string, screen: LoopRound[], loop: LoopRound[]}} RoleLevel
 *
 * @typedef {object} Role
 * @property {string} title
 * @property {string[]} aliases
 * @property {RoleLevel[]} levels
 *
 * @typedef {object} PhaseTemplate
 * @property {string} id
 * @property {PhaseKind} kind
 * @property {string} title
 * @property {number} days 0 where it stretches
 * @property {boolean} stretch
 * @property {number} drills a week
 *
 * @typedef {object} Template
 * @property {string} title
 * @property {number} from days to the interview from which on it is chosen
 * @property {number} days_a_week
 * @property {number} mocks_a_day
 * @property {number} finals
 * @property {number} notice
 * @property {number} asks
 * @property {number[]} loops the `by` of each, first to last
 * @property {Record<string, string>} replaces id of a template that is gone → what to tell those who had it
 * @property {PhaseTemplate[]} phases
 *
 * @typedef {object} Question
 * @property {string} id
 * @property {string} round
 * @property {Difficulty} difficulty
 * @property {Level[]} levels
 * @property {number[]} topics a number for each, the same in all questions
 *
 * @typedef {object} Handbook
 * @property {Level[]} levels
 * @property {Difficulty[]} difficulties
 * @property {Record<string, Round>} rounds in the order of the handbook
 * @property {Record<string, Role>} roles
 * @property {Record<string, Template>} templates
 * @property {Map<string, Question>} questions of the rounds that were loaded
 *
 * @typedef {object} Words
 * @property {string} locale
 * @property {{wide: string[], abbreviated: string[]}} days Monday first
 * @property {{wide: string[], abbreviated: string[]}} months
 * @property {Record<"2" | "start" | "middle" | "end", string>} list patterns: {0} and {1}
 * @property {Record<string, string | Record<string, string>>} texts key → sentence, or sentence per plural form
 */

// A candidate and a log, as `Candidate.model_dump(mode="json")` and `LogEntry.model_dump(mode="json", by_alias=True)`
// write them. A key that is missing or null has the default of the model.

/**
 * @typedef {{date: Iso, label?: string | null, rounds?: string[]}} Interview
 * @typedef {{peer?: string[], expert?: string[], friend?: string[], llm?: boolean}} Partners
 *
 * @typedef {object} Story
 * @property {string} title
 * @property {string[]} [themes]
 *
 * @typedef {object} Candidate
 * @property {string} name
 * @property {string} role
 * @property {Level} level
 * @property {Iso | null} [interview]
 * @property {Interview[]} [interviews]
 * @property {Partial<Record<Weekday, number>>} days minutes of the free weekdays
 * @property {Partial<Record<Weekday, string>>} [times]
 * @property {string | null} [zone]
 * @property {Iso[]} [away]
 * @property {Record<string, number>} [confidence] round id → 1-5
 * @property {string | null} [id]
 * @property {Iso | null} [start]
 * @property {string | null} [plan] template id
 * @property {string[]} [rounds]
 * @property {Partners} [partners]
 * @property {boolean} [swap]
 * @property {Paper} [paper]
 * @property {Adjustment[]} [adjustments]
 * @property {string[]} [seen] question ids
 * @property {Story[]} [stories]
 * @property {string | null} [log]
 *
 * @typedef {object} Debrief
 * @property {string | null} [lost_confidence]
 * @property {string | null} [assumed]
 * @property {string | null} [one_level_stronger]
 *
 * @typedef {object} LogEntry
 * @property {Iso} date
 * @property {string} round
 * @property {number} before
 * @property {number} after
 * @property {string} fix
 * @property {string | null} [session]
 * @property {LoggedKind | null} [kind]
 * @property {Rater | null} [rater]
 * @property {string[]} [questions]
 * @property {Record<string, Score>} [scores]
 * @property {Record<string, Score>} [self]
 * @property {Debrief | null} [debrief]
 * @property {string | null} [micro_goal]
 */

// A plan, as `plan.json` has it. Nothing is absent: a value that is missing is "", 0 or [].

/**
 * @typedef {object} PlanCandidate
 * @property {string} id
 * @property {string} name
 * @property {string} role
 * @property {Level} level
 * @property {Partial<Record<Weekday, string>>} times
 * @property {string} zone
 * @property {Paper} paper
 * @property {Adjustment[]} adjustments
 * @property {{peer: string[], friend: string[], expert: string[], llm: boolean}} partners
 * @property {boolean} swap
 * @property {string[]} stories titles
 *
 * @typedef {{date: Iso, label: string, rounds: string[]}} PlanInterview
 * @typedef {{minutes: number, short: number}} PlanRound
 *
 * @typedef {object} RankedRound
 * @property {string} round
 * @property {number} confidence
 * @property {number} need
 * @property {number} weight
 * @property {Iso} due
 * @property {Iso} until
 * @property {boolean} stubborn
 * @property {Reason[]} why
 *
 * @typedef {{n: number, first: Iso, last: Iso}} Week
 * @typedef {{id: string, kind: PhaseKind, first: Iso, last: Iso}} Phase
 * @typedef {{id: number, first: Iso, last: Iso, full: boolean, done: number}} Loop
 *
 * @typedef {object} Session
 * @property {string} id
 * @property {Iso} date
 * @property {number} week
 * @property {string} phase
 * @property {SessionKind} kind
 * @property {"again" | "check" | ""} drill
 * @property {number} loop
 * @property {string} round
 * @property {Form} form
 * @property {number} minutes
 * @property {Partner} partner
 * @property {string} with
 * @property {string[]} questions
 * @property {string[]} surprises
 * @property {number} exercise
 * @property {number} goal
 *
 * @typedef {object} Done
 * @property {Iso} date
 * @property {string} round
 * @property {LoggedKind} kind
 * @property {number} before
 * @property {number} after
 * @property {string} fix
 * @property {Rater | ""} rater
 * @property {string} session
 * @property {string[]} questions
 * @property {Record<string, Score>} scores
 * @property {Record<string, Score>} self
 *
 * @typedef {{kind: SessionKind, round: string, minutes: number}} Unplaced
 * @typedef {{wanted: number, done: number, planned: number}} FullMocks
 * @typedef {{name: string, kind: PersonKind, sessions: number, minutes: number, swap_minutes: number}} Person
 *
 * @typedef {object} Plan
 * @property {number} version
 * @property {PlanCandidate} candidate
 * @property {PlanInterview[]} interviews
 * @property {Iso} first
 * @property {Iso} today
 * @property {Iso} interview
 * @property {string} template
 * @property {string[]} steps
 * @property {Record<string, PlanRound>} rounds
 * @property {RankedRound[]} ranked
 * @property {Week[]} weeks
 * @property {Phase[]} phases
 * @property {Loop[]} loops
 * @property {Session[]} sessions
 * @property {Done[]} done
 * @property {Change[]} changes
 * @property {Unplaced[]} unplaced
 * @property {Note[]} notes
 * @property {FullMocks} full_mocks
 * @property {Person[]} people
 * @property {Record<string, number>} fresh
 * @property {Criterion[]} criteria
 * @property {string} fingerprint
 */

// Facts: codes with values. RULES.md, section "The codes", says what each means.

/**
 * @typedef {"only" | "same" | "heaviest" | "among-heaviest" | "lightest" | "among-lightest" | "between"} Compared
 *
 * @typedef {{code: "rated", confidence: number}
 *   | {code: "unrated", confidence: number}
 *   | {code: "logged", mocks: number, confidence: number}
 *   | {code: "failed", mocks: number, confidence: number, need: number}
 *   | {code: "weight", compared: Compared}} Reason
 *
 * @typedef {{code: "no-room", kind: SessionKind, minutes: number, reason: "no-day" | "too-near" | "no-question"}} NoRoom
 * @typedef {{code: "full-mocks", wanted: number, done: number, planned: number, minutes: number,
 *   reason: "too-near" | "too-short" | "taken"}} FullMocksMissing
 * @typedef {{code: "bank", round: string, fitting: number, missing: number, without: number, surprises: number}} BankOut
 * @typedef {{code: "stubborn", round: string, dates: Iso[], before: number, after: number, paid: Iso | ""}} Stubborn
 * @typedef {{code: "over", round: string}
 *   | {code: "not-planned", round: string}
 *   | {code: "aims-at-last", date: Iso}
 *   | {code: "unrated", round: string}
 *   | {code: "start", date: Iso}
 *   | NoRoom
 *   | FullMocksMissing
 *   | BankOut
 *   | Stubborn
 *   | {code: "fix", fix: string, times: number}
 *   | {code: "much", name: string, kind: PersonKind, minutes: number}} Note
 *
 * @typedef {{session: string, round: string, date: Iso}} Listed
 * @typedef {{code: "rank", round: string, before: number, after: number, entries: Iso[], need_before: number,
 *   need_after: number}} RoundMoved
 * @typedef {{code: "changed", session: string, round: string, date: Iso, minutes_before: number, minutes_after: number,
 *   partner_before: Partner, partner_after: Partner, with_before: string, with_after: string}} SessionChanged
 * @typedef {{code: "nothing"}
 *   | {code: "template", before: string, after: string}
 *   | RoundMoved
 *   | {code: "rounds", added: string[], removed: string[]}
 *   | {code: "moved", session: string, kind: SessionKind, round: string, before: Iso, after: Iso}
 *   | {code: "gone", kind: SessionKind, sessions: Listed[]}
 *   | {code: "new", kind: SessionKind, sessions: Listed[]}
 *   | {code: "renamed", sessions: {before: string, after: string, date: Iso}[]}
 *   | SessionChanged
 *   | {code: "questions", sessions: string[]}
 *   | {code: "loops", before: number, after: number}
 *   | {code: "paid", round: string, session: string, date: Iso}} Change
 *
 * @typedef {"met" | "not-met" | "too-little-seen"} State
 * @typedef {{date: Iso, passed: boolean, core_failed: boolean}} Judged
 * @typedef {{id: string, state: State, session: string, code: "confidence", round: string, wanted: number, mocks: number,
 *   first: Iso | "", before: number, last: Iso | "", after: number}} ConfidenceCriterion
 * @typedef {{id: string, state: State, session: string, code: "passed", round: string, wanted: number, of: number,
 *   scored: Judged[], ahead: number}} PassedCriterion
 * @typedef {{id: string, state: State, session: string, code: "full-mocks", wanted: number,
 *   loops: {first: Iso, last: Iso}[]}} FullMocksCriterion
 * @typedef {ConfidenceCriterion | PassedCriterion | FullMocksCriterion} Criterion
 *
 * @typedef {Reason | Note | Change | Criterion} Fact
 */

// Refusals: why there is no plan (rule 34).

/**
 * @typedef {"role" | "level" | "plan" | "interview" | "interviews" | "confidence" | "rounds" | "seen" | "start" | "days"
 *   | "log"} RefusalKey
 * @typedef {{key: RefusalKey, code: "unknown", values: {kind: string, name: string, known: string[]}}
 *   | {key: RefusalKey, code: "replaced", values: {name: string, by: string, why: string}}
 *   | {key: RefusalKey, code: "no-level", values: {role: string, level: string, levels: string[]}}
 *   | {key: RefusalKey, code: "not-after", values: {date: Iso, after: Iso, by: "today" | "start"}}
 *   | {key: RefusalKey, code: "too-far", values: {date: Iso, first: Iso}}
 *   | {key: RefusalKey, code: "no-days", values: Record<string, never>}
 *   | {key: RefusalKey, code: "future", values: {date: Iso, round: string, today: Iso}}
 *   | {key: RefusalKey, code: "log-round", values: {date: Iso, name: string, known: string[]}}
 *   | {key: RefusalKey, code: "log-question", values: {date: Iso, name: string, known: string[]}}} Refusal
 */

export {}

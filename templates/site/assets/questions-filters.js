// What the filters of the page of all questions leave. `questions` are columns with one value per question, `level` as
// bits; `searched` gives the words in which a question is looked for. Nothing here touches the page.
globalThis.rehearsalFilters = ({ id, round, level, difficulty, minutes, topic }, { rounds, topics, searched, folded }) => {
  const LEVELS = ["junior", "mid", "senior", "staff"], DIFFICULTIES = ["easy", "medium", "hard"]

  // Which questions pass, what each choice would leave, and what letting go of a filter would give
  function answer(state, seen) {
    const wanted = new Set(state.round.map(each => rounds.indexOf(each)))
    const bit = state.level && 1 << LEVELS.indexOf(state.level)
    const hard = DIFFICULTIES.indexOf(state.difficulty), about_ = topics.indexOf(state.topic)
    const looked = folded(state.words).split(/\s+/).filter(Boolean)
    const tests = []
    if (state.unseen) tests.push(["unseen", n => !seen.has(id[n])])
    if (wanted.size) tests.push(["round", n => wanted.has(round[n])])
    if (state.level) tests.push(["level", n => level[n] & bit])
    if (state.difficulty) tests.push(["difficulty", n => difficulty[n] === hard])
    if (state.minutes) tests.push(["minutes", n => minutes[n] <= state.minutes])
    if (state.topic) tests.push(["topic", n => topic[n].includes(about_)])
    if (looked.length) tests.push(["words", n => looked.every(each => searched(n).includes(each))])

    const shown = [], without = Object.fromEntries(tests.map(([name]) => [name, 0]))
    const counts = {
      unseen: 0, round: rounds.map(() => 0), level: LEVELS.map(() => 0), difficulty: DIFFICULTIES.map(() => 0), minutes: [],
      topic: topics.map(() => 0),
    }
    const all = { level: 0, difficulty: 0, minutes: 0, topic: 0 }
    for (let n = 0; n < id.length; n++) {
      let fails = "", others = false
      for (const [name, passes] of tests) {
        if (passes(n)) continue
        if (fails) { others = true; break }
        fails = name
      }
      if (others) continue
      if (fails) without[fails]++
      else shown.push(n)
      // what fails one filter only is counted among the choices of that filter, since another choice would show it
      const counted = name => !fails || fails === name
      if (counted("unseen") && !seen.has(id[n])) counts.unseen++
      if (counted("round")) counts.round[round[n]]++
      if (counted("level")) { all.level++; for (let at = 0; at < LEVELS.length; at++) if (level[n] >> at & 1) counts.level[at]++ }
      if (counted("difficulty")) { all.difficulty++; counts.difficulty[difficulty[n]]++ }
      if (counted("minutes")) { all.minutes++; counts.minutes[minutes[n]] = (counts.minutes[minutes[n]] || 0) + 1 }
      if (counted("topic")) { all.topic++; for (const each of topic[n]) counts.topic[each]++ }
    }
    for (const name of Object.keys(without)) without[name] += shown.length
    return { shown, without, counts, all }
  }
  function left({ counts, all }, { name, value }) {
    if (name === "unseen") return counts.unseen
    if (!value) return all[name]
    if (name === "round") return counts.round[rounds.indexOf(value)]
    if (name === "level") return counts.level[LEVELS.indexOf(value)]
    if (name === "difficulty") return counts.difficulty[DIFFICULTIES.indexOf(value)]
    return counts.minutes.slice(0, Number(value) + 1).reduce((sum, each) => sum + (each || 0), 0)
  }

  return { answer, left }
}

// Front page: the round and level chosen in a card go into the address that the card leads to.
for (const way of document.querySelectorAll(".rh.ways li")) {
  const link = way.querySelector("a")
  const fields = [...way.querySelectorAll("select")]
  const bare = link.href
  const take = () => {
    const asked = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]))
    link.href = fields.some((field) => field.value) ? `${bare}?${asked}` : bare
  }
  for (const field of fields) field.addEventListener("change", take)
  addEventListener("pageshow", take) // a browser may bring back what was chosen
}

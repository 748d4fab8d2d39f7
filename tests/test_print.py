"""Pages printed from the browser: read back from the PDF, what nobody opened isn't there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from playwright.sync_api import Page

from generator.model import Handbook

QUESTION = "merge-booking-windows"


def printed(page: Page, folder: Path, height: str = "297mm") -> list[str]:
    """Print the page as it stands; the text of each sheet of paper, on one line."""
    file = folder / "printed.pdf"
    page.pdf(path=file, width="210mm", height=height, print_background=True)
    text = subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, text=True).stdout
    return [re.sub(r"\s+", " ", each) for each in text.rstrip("\f").split("\f")]


def test_a_question_is_printed_without_what_nobody_opened(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}questions/{QUESTION}.html")
    text = " ".join(printed(page, tmp_path))
    summaries = page.locator("article summary").all_text_contents()
    assert len(summaries) > 3
    assert "What you are judged by" in text
    for words in [*summaries, "When you are stuck", "When you are done", "one by one", "language model", "partner"]:
        assert words not in text
    page.locator("article summary").first.click()
    text = " ".join(printed(page, tmp_path))
    assert "When you are stuck" in text
    assert "Draw four windows on a line" in text
    assert "In which order would you have to meet them" not in text
    assert "When you are done" not in text
    page.locator("article summary").first.click()
    assert "Draw four windows" not in " ".join(printed(page, tmp_path))


def test_answers_are_printed_only_of_an_interviewers_page_that_is_open(
    page: Page, address: str, tmp_path: Path
) -> None:
    """The theme unfolds all when it prints: who printed a closed page by mistake would hold the answers."""
    page.goto(f"{address}interviewer/{QUESTION}.html")
    shut = printed(page, tmp_path)
    assert len(shut) == 1
    assert "You are about to see the answers" in shut[0]
    assert not any(words in shut[0] for words in ("Right if", "Clarifications", "Script", "show them"))
    page.get_by_text("I’m the interviewer").click()
    opened = " ".join(printed(page, tmp_path))
    assert all(words in opened for words in ("Right if", "Clarifications", "def merge(windows)", "Follow-ups"))
    assert not any(words in opened for words in ("You are about to see", "Copy the prompt", "With a language model"))


def test_a_table_over_two_sheets_says_its_heads_on_both(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address + "rounds/knitting.html")
    sheets = printed(page, tmp_path, "130mm")
    assert page.locator(".rh.rubric tbody th").count() > 2
    assert len([each for each in sheets if "DIMENSION" in each]) > 1


def test_where_a_link_leads_off_the_site_its_address_is_printed(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address + "rounds/knitting.html")
    page.evaluate("""() => {
      const link = document.createElement("a")
      link.href = "https://example.org/elsewhere"
      link.textContent = "Elsewhere"
      document.querySelector("article p").append(" ", link)
    }""")
    text = " ".join(printed(page, tmp_path))
    assert "Elsewhere (https://example.org/elsewhere)" in text
    assert text.count("http") == 1


def test_the_list_of_all_questions_is_printed_as_lines_without_what_one_chooses_with(
    page: Page, address: str, tmp_path: Path, handbook: Handbook
) -> None:
    page.goto(address + "questions/index.html")
    page.locator(".bank .q").first.wait_for()
    text = " ".join(printed(page, tmp_path))
    titles = page.locator(".bank .q a").all_text_contents()
    assert len(titles) == len(handbook.questions)
    assert [each for each in titles if each not in text] == []
    for words in ("at random", "Not seen yet", "At most", "On this page", "Skip to content"):
        assert words not in text

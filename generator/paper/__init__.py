"""What is printed: per document a pure function that returns its view, and one Typst template.

Each module in `generator/paper/documents` declares its document, and `find_documents` finds it. `to_pdf` turns a view
into the bytes of a PDF; its module alone reads templates and fonts.
"""

from generator.paper.document import MadeFor, PrintedDocument, documents_for, find_documents
from generator.paper.documents.answers import answer_card
from generator.paper.documents.candidate import CandidateSheet, candidate_sheet
from generator.paper.documents.debrief import debrief_form
from generator.paper.documents.pack import Reader, Sheet, pack_document
from generator.paper.documents.plan import plan_document
from generator.paper.documents.progress import progress_document
from generator.paper.documents.rubric import rubric_sheet
from generator.paper.documents.self_run import self_run_form
from generator.paper.documents.session import session_sheet
from generator.paper.documents.stories import story_worksheet
from generator.paper.documents.takehome import takehome_form
from generator.paper.documents.tonight import tonight_pack
from generator.paper.documents.twin import twin_sheet
from generator.paper.glyphs import GlyphError
from generator.paper.render import TEMPLATES, Drawing, PaperError, Print, page_count, picture, to_pdf, undrawable
from generator.paper.view import Document, Sized

__all__ = [
    "TEMPLATES",
    "CandidateSheet",
    "Document",
    "Drawing",
    "GlyphError",
    "MadeFor",
    "PaperError",
    "Print",
    "PrintedDocument",
    "Reader",
    "Sheet",
    "Sized",
    "answer_card",
    "candidate_sheet",
    "debrief_form",
    "documents_for",
    "find_documents",
    "pack_document",
    "page_count",
    "picture",
    "plan_document",
    "progress_document",
    "rubric_sheet",
    "self_run_form",
    "session_sheet",
    "story_worksheet",
    "takehome_form",
    "to_pdf",
    "tonight_pack",
    "twin_sheet",
    "undrawable",
]  # fmt: skip

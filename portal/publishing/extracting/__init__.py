"""Reading the text of one file, in a process of its own, which `extraction` starts. Nothing here knows Django."""

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PLAIN = "text/plain"
# Media type -> the module here that reads it, and its function.
READERS = {PDF: ("pdf", "pdf"), DOCX: ("office", "docx"), PPTX: ("office", "pptx"), PLAIN: ("plain", "plain")}

"""The printed report, whatever carries it: its page and type, its paragraphs and tables in order, how each cell is set.

`to_docx` says it in WordprocessingML, `paper` lays it out on pages. What leaders sign and what is published come from here alone.
"""

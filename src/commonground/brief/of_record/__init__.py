"""The brief of one text, with no case around it: what was read, what stands out in it, and what to check first.

Everything in it is proposed by rules and confirmed by nobody. Each row leads to its place in the text, and each mark
in the text to its row, so that a reader can doubt every line.
"""

from commonground.brief.of_record.contents import RecordContents, record_contents
from commonground.brief.of_record.write import brief_of_record, contents_of_file, write_brief_of_record

__all__ = ["RecordContents", "brief_of_record", "contents_of_file", "record_contents", "write_brief_of_record"]

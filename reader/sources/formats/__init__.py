"""The formats that articles come in: from the bytes of one file to its articles.

`registry.format_of` says which format a file has; the format reads it as a stream, item
by item, in bounded memory. One item that cannot be read is one line in the report.
"""

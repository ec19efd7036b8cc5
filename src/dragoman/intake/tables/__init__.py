"""Take documents out of tables: one row, one document. A table is JSON lines, CSV, TSV or Parquet.

columns.py     which column holds what: as asked, or by the usual names of `terms/columns.tsv`
lines.py delimited.py parquet.py   a file of each form in rows, one after the other, never the whole file at once
rows.py        a row -> its `Document`
arrivals.py    files, folders and standard input -> every document on its way in, reports as well as rows
"""

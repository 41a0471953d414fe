"""The work of `klopt extract` and `klopt check` done by many processes, on this machine or on others, with Dask.

    connect.py    the cluster: reached, asked what it runs, given work, its dead outlived (the only importer of Dask)
    work.py       what a worker does with a chunk: the functions that one process would call
    parts.py      what came of a chunk, as a Parquet file that is whole or not there
    packed.py     nouns and rows as bytes
    extracting.py, checking.py    the corpus in chunks, the parts into the database, in order

A worker gets all that it needs and gives back bytes. It opens no database and no file of the one who asks, so the two
need no disk in common. Only the one who asks writes.
"""

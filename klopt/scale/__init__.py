"""The work of `klopt add`, `extract` and `check` done by many processes, on this machine or on others, with Dask.

    asked.py      the options, and what they open
    place.py      where a cluster is, as it is typed
    reach.py, certificates.py    the way to a scheduler that runs elsewhere
    connect.py    the cluster: asked what it runs, given work, its dead outlived (Dask is imported in these three alone)
    work.py       what a worker does with a chunk: the functions that one process would call
    parts.py      what came of a chunk, as a Parquet file that is whole or not there
    packed.py     nouns and rows as bytes
    ordered.py    chunks through the cluster, parts that are there not made again, in order
    adding.py, extracting.py, checking.py    what is cut into chunks, and the parts into the database

A worker gets all that it needs and gives back bytes. It opens no database of the one who asks, and no file but those
that are added, so otherwise the two need no disk in common. Only the one who asks writes.
"""

"""Work: what is judged comes through one door, is kept under a key, and runs where it can end.

- door: what is judged is taken from what was kept of it, or judged now
- keys, coverage, sources, package: the cache key of a result, from what its modules import
- reads: what was read while something was judged, held against its key
- receipts, seal, disk: results on disk, believed only as they were written here
- dispatch: parts given to an executor, and what became of each; cluster: one of Dask's
- workers: programs started, limited and killed, and a pool like those of ``concurrent.futures``
- unsettled, progress: what is told of a part that was not judged, and of a run
- freshness, places: sources run as they are, and where in them something was stated
"""

"""Work: what is judged comes through one door, is kept under a key, and runs where it can end.

- door: what is judged is taken from what was kept of it, or judged now
- keys, coverage, sources, package: the cache key of a result, from what its modules import
- receipts, seal, disk: results on disk, believed only as they were written here
- apart: parts given to an executor, and what became of each
- pool, worker, cluster: functions run by workers, with the interface of ``concurrent.futures``
- endings, unsettled: the ways in which a task comes to no result
- keeper, processes, children: the one place where programs are started, limited and killed
- covered: what was read while something was judged, held against its key
- freshness, places: sources run as they are, and where in them something was stated
"""

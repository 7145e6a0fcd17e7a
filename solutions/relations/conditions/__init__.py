"""What has to be so before anything is judged: existence, wholeness, regions, containment."""

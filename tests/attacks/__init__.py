"""False lines of many kinds, stated through ``solutions.author`` alone. None may be proved."""

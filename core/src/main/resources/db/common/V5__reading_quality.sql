-- How far a reading can be trusted; null is good, so that the usual reading takes no space for it
-- (and so that TimescaleDB takes the column where a columnstore exists already).
-- 1 suspect: the sensor says so itself; 2 implausible: outside of the range given for the metric.
alter table reading add column quality smallint;
alter table reading_latest add column quality smallint;

-- Every batch writes these rows anew: room in the page keeps such a change out of the index.
alter table reading_latest set (fillfactor = 50);

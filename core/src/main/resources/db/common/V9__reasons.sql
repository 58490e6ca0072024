-- Why a message did not get through, and why a case has no clip, as codes that have texts in every language;
-- null where there is none, and for what was written before.
alter table notification add column last_reason text;
alter table case_step add column reason text;

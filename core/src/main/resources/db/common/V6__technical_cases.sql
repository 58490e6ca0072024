-- Technical cases: what is wrong with a camera or with the hub itself.
alter table case_file
  add column fault         text,
  add column fault_subject text,
  add column fault_count   int,
  add column fault_details text;
create index case_file_active_fault on case_file (fault, fault_subject)
  where closed_at is null and condition = 'active' and fault is not null;

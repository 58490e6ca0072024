-- Counts every change of the configuration, also one by hand or by another hub: whoever knows the
-- configuration of this revision need not read all of it again before changing it.
create table config_revision (
  only_row boolean primary key default true check (only_row),
  revision bigint  not null
);
insert into config_revision (revision) values (0);

create function count_config_revision() returns trigger language plpgsql as $$
begin
  update config_revision set revision = revision + 1;
  return null;
end
$$;

create trigger config_item_changed
  after insert or update or delete or truncate on config_item
  for each statement execute function count_config_revision();

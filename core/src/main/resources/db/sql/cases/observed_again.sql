update case_file
   set last_observed_at = greatest(last_observed_at, :at),
       box = coalesce(cast(:box as float8[]), box),
       fault_count = greatest(fault_count, cast(:count as int)),
       fault_details = coalesce(cast(:details as text), fault_details),
       version = version + 1
 where id = :id
returning *

select count(*) from case_file where opened_at >= :since and type <> all(:technicalTypes)

insert into metering_name (id, name)
select id, convert(name using utf8mb4) collate utf8mb4_unicode_ci from vm
union all select id, convert(name using utf8mb4) collate utf8mb4_unicode_ci from project
union all select id, convert(name using utf8mb4) collate utf8mb4_unicode_ci from tenant;

-- As before, and for any other verb its -ing form: RESTORE is shown as RESTORING.
alter table vm modify column status varchar(16) generated always as (
    case
        when lifecycle <> 'READY' then lifecycle
        when under_way = 'SHUTDOWN' then 'SHUTTING_DOWN'
        when under_way = 'FORCE_OFF' then 'STOPPING'
        when under_way is not null then concat(trim(trailing 'E' from under_way), 'ING')
        when host_silent_since is not null then 'UNKNOWN'
        when observed_power = 'OFF' then 'STOPPED'
        else observed_power
    end) stored;

-- A VM that is hibernating is not off yet.
alter table vm modify column status varchar(16) generated always as (
    case
        when lifecycle <> 'READY' then lifecycle
        when under_way = 'START' then 'STARTING'
        when under_way = 'SHUTDOWN' then 'SHUTTING_DOWN'
        when under_way in ('REBOOT', 'RESET') then 'REBOOTING'
        when under_way = 'FORCE_OFF' then 'STOPPING'
        when under_way = 'HIBERNATE' then 'HIBERNATING'
        when under_way = 'RESTORE' then 'RESTORING'
        when host_silent_since is not null then 'UNKNOWN'
        when observed_power = 'OFF' then 'STOPPED'
        else observed_power
    end) stored;

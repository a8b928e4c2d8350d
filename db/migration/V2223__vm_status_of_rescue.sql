-- A VM that runs in rescue is not what its people expect when they read that it runs.
alter table vm modify column status varchar(16) generated always as (
    case
        when lifecycle <> 'READY' then lifecycle
        when under_way in ('START', 'RESCUE') then 'STARTING'
        when under_way = 'SHUTDOWN' then 'SHUTTING_DOWN'
        when under_way in ('REBOOT', 'RESET') then 'REBOOTING'
        when under_way in ('FORCE_OFF', 'LEAVE_RESCUE') then 'STOPPING'
        when under_way = 'HIBERNATE' then 'HIBERNATING'
        when under_way = 'RESTORE' then 'RESTORING'
        when host_silent_since is not null then 'UNKNOWN'
        when in_rescue and observed_power = 'RUNNING' then 'IN_RESCUE'
        when observed_power = 'OFF' then 'STOPPED'
        else observed_power
    end) stored;

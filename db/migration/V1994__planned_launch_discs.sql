-- What a launch from a disc says besides: what goes into the second drive, and whether the first one is taken out.
alter table vm_planned_launch
    add column second_disc uuid null,
    add column disc_out boolean null;

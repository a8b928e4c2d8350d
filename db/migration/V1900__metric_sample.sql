-- What a host or a VM used, on average over the seconds that end at that moment.
create table metric_sample (
    subject     uuid         not null,
    seconds     smallint     not null,
    at          datetime     not null,
    cpu_milli   int unsigned not null,
    memory_mib  bigint       not null,
    read_bps    bigint       not null,
    written_bps bigint       not null,
    received_bps bigint      not null,
    sent_bps    bigint       not null,
    primary key (subject, seconds, at),
    index metric_sample_at (seconds, at)
);

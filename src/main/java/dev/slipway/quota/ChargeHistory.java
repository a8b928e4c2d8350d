package dev.slipway.quota;

/** What was and is charged, over time: how other modules read it. */
public final class ChargeHistory {
    /**
     * A query for all charges that touch a span of time, as of one moment: {@code seq, kind, subject, tenant_id, project_id,
     * member_id}, the six amounts, {@code started_at, ended_at}. The parameters {@code :from} and {@code :until} are UTC.
     * What is charged still ends at {@code :until}. {@code seq} orders the charges of one kind and subject as they
     * followed each other in truth; their times may overlap by as much as the clocks of portal nodes differ.
     */
    public static final String SQL =
            charges("id as seq", "started_at, ended_at", "quota_period where ended_at > :from and started_at < :until")
                    + " union all "
                    + charges(
                            "9223372036854775807 as seq",
                            "charged_at as started_at, cast(:until as datetime(6)) as ended_at",
                            "quota_charge where charged_at < :until");

    private ChargeHistory() {}

    private static String charges(String order, String times, String from) {
        return "select " + order + ", kind, subject, tenant_id, project_id, member_id,"
                + " vms, vcpus, memory_mib, disk_mib, running_vcpus, running_memory_mib, " + times + " from " + from;
    }
}

package dev.slipway.vm.adopt;

import static dev.slipway.vm.state.VmRowMapper.instant;
import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.hypervisor.DomainDescription;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.PowerReason;
import dev.slipway.hypervisor.PowerState;
import dev.slipway.kernel.DomainId;
import dev.slipway.kernel.HostId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What was last seen of domains that are no VMs. */
@Component
public class UnknownDomainRows {
    private static final String SELECT = """
        select d.*, i.domain_id is not null as ignored, v.name as vm_name
        from host_domain d
        left join host_domain_ignored i on i.host_id = d.host_id and i.domain_id = d.domain_id
        left join vm v on v.id = d.domain_id
        where d.host_id = :host and not (v.host_id <=> d.host_id)
            and not exists (select 1 from vm_remnant r where r.host_id = d.host_id and r.vm_id = d.domain_id)
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();

    /** @param ours the name of the VM with the same UUID, that is somewhere else or on no host any more */
    public record Row(
            HostId host,
            DomainId id,
            DomainObservation seen,
            Instant at,
            DomainDescription description,
            boolean ignored,
            Optional<String> ours) {}

    UnknownDomainRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<DomainId> on(HostId host) {
        return jdbc.sql("select domain_id from host_domain where host_id = ?")
                .param(host.value())
                .query((row, n) -> new DomainId(uuid(row, "domain_id")))
                .list();
    }

    public List<Row> list(HostId host) {
        return jdbc.sql(SELECT + " order by d.name, d.domain_id")
                .param("host", host.value())
                .query(this::row)
                .list();
    }

    Optional<Row> find(HostId host, DomainId domain) {
        return one(host, domain, "");
    }

    /** Nobody else adopts it until the transaction ends. */
    Optional<Row> lock(HostId host, DomainId domain) {
        return one(host, domain, " for update");
    }

    private Optional<Row> one(HostId host, DomainId domain, String more) {
        return jdbc.sql(SELECT + " and d.domain_id = :domain" + more)
                .param("host", host.value())
                .param("domain", domain.value())
                .query(this::row)
                .optional();
    }

    /** True if that is news. */
    boolean put(HostId host, DomainId id, DomainObservation seen, DomainDescription now, Instant at) {
        return jdbc.sql("""
            insert into host_domain (host_id, domain_id, name, power, reason, seen_at, description)
            values (:host, :domain, :name, :power, :reason, :at, :description)
            on duplicate key update seen_at = if(name = :name and power = :power and description = :description,
                    seen_at, :at),
                name = :name, power = :power, reason = :reason, description = :description
            """)
                        .param("host", host.value())
                        .param("domain", id.value())
                        .param("name", now.name())
                        .param("power", seen.power().name())
                        .param("reason", seen.reason().name())
                        .param("at", utc(at))
                        .param("description", json.writeValueAsString(now))
                        .update()
                > 0;
    }

    /** True if that is news. */
    boolean power(HostId host, DomainId id, DomainObservation seen, Instant at) {
        return jdbc.sql("update host_domain set power = ?, reason = ?, seen_at = ?"
                                + " where host_id = ? and domain_id = ? and (power <> ? or reason <> ?)")
                        .params(
                                seen.power().name(),
                                seen.reason().name(),
                                utc(at),
                                host.value(),
                                id.value(),
                                seen.power().name(),
                                seen.reason().name())
                        .update()
                > 0;
    }

    boolean remove(HostId host, DomainId id) {
        return jdbc.sql("delete from host_domain where host_id = ? and domain_id = ?")
                        .params(host.value(), id.value())
                        .update()
                > 0;
    }

    /** False if it is so already. */
    boolean ignore(HostId host, DomainId id, String byName, Instant at) {
        return jdbc.sql("insert ignore into host_domain_ignored (host_id, domain_id, by_name, ignored_at)"
                                + " values (?, ?, ?, ?)")
                        .params(host.value(), id.value(), byName, utc(at))
                        .update()
                > 0;
    }

    /** False if it is so already. */
    boolean heed(HostId host, DomainId id) {
        return jdbc.sql("delete from host_domain_ignored where host_id = ? and domain_id = ?")
                        .params(host.value(), id.value())
                        .update()
                > 0;
    }

    private Row row(ResultSet row, int number) throws SQLException {
        UUID domain = uuid(row, "domain_id");
        return new Row(
                new HostId(uuid(row, "host_id")),
                new DomainId(domain),
                new DomainObservation(
                        domain,
                        row.getString("name"),
                        PowerState.valueOf(row.getString("power")),
                        PowerReason.valueOf(row.getString("reason"))),
                instant(row, "seen_at"),
                json.readValue(row.getString("description"), DomainDescription.class),
                row.getBoolean("ignored"),
                Optional.ofNullable(row.getString("vm_name")));
    }
}

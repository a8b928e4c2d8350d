package dev.slipway.vm.outside;

import static dev.slipway.vm.state.VmRowMapper.instant;
import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.hypervisor.DomainDescription;
import dev.slipway.kernel.VmId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which definitions differ on their hosts, and how. */
@Component
public class OutsideDefinitionRows {
    private final JdbcClient jdbc;

    OutsideDefinitionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Map<VmId, OutsideDefinition> of(Collection<VmId> vms) {
        var found = new HashMap<VmId, OutsideDefinition>();
        if (!vms.isEmpty()) {
            jdbc.sql("select * from vm_outside where vm_id in (:vms)")
                    .param("vms", vms.stream().map(VmId::value).toList())
                    .query(row -> {
                        found.put(
                                new VmId(uuid(row, "vm_id")),
                                new OutsideDefinition(
                                        row.getString("name"),
                                        row.getInt("vcpus"),
                                        row.getLong("memory_mib"),
                                        instant(row, "noticed_at")));
                    });
        }
        return found;
    }

    /** Whether a definition is as it is written of the VM here, and nothing else was noted before: the usual answer. */
    boolean isAsWritten(VmId vm, DomainDescription now) {
        return jdbc.sql("""
            select v.id from vm v left join vm_outside o on o.vm_id = v.id left join vm_adopted a on a.vm_id = v.id
            where v.id = ? and o.vm_id is null and v.vcpus = ? and v.memory_mib = ?
                and coalesce(a.domain_name, v.domain_name, concat(v.name, '-', substr(v.id, 1, 13))) = ?\
            """)
                .params(vm.value(), now.vcpus(), now.memoryMib(), now.name())
                .query(Object.class)
                .optional()
                .isPresent();
    }

    void put(VmId vm, OutsideDefinition seen) {
        jdbc.sql("replace into vm_outside (vm_id, name, vcpus, memory_mib, noticed_at) values (?, ?, ?, ?, ?)")
                .params(vm.value(), seen.name(), seen.vcpus(), seen.memoryMib(), utc(seen.at()))
                .update();
    }

    /** False if there is nothing. */
    boolean remove(VmId vm) {
        return 1
                == jdbc.sql("delete from vm_outside where vm_id = ?")
                        .param(vm.value())
                        .update();
    }
}

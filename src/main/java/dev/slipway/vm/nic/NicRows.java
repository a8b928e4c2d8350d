package dev.slipway.vm.nic;

import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NicId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.VmId;
import dev.slipway.network.NetworkView;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Network cards by the books. Written by whoever holds their VM; with a VM's row its cards go by themselves. */
@Component
public class NicRows {
    private static final String SELECT = "select id, position, mac, network_id, network_name, kind, source, reserved,"
            + " state, link_up from vm_nic where vm_id = ?";

    private final JdbcClient jdbc;
    private final NewMacs macs;

    NicRows(JdbcClient jdbc, NewMacs macs) {
        this.jdbc = jdbc;
        this.macs = macs;
    }

    /** Whatever their state, in the order in which they came. */
    List<NicRow> of(VmId vm) {
        return jdbc.sql(SELECT + " order by position")
                .param(vm.value())
                .query((row, n) -> row(row))
                .list();
    }

    /** What the VM is to be defined with. */
    public List<NicRow> inDefinition(VmId vm) {
        return of(vm).stream().filter(nic -> nic.state().isInDefinition()).toList();
    }

    /** What each of them is plugged into. */
    public List<VmRow.Nic> wires(VmId vm) {
        return of(vm).stream().map(NicRow::nic).toList();
    }

    Optional<NicRow> find(VmId vm, NicId nic) {
        return jdbc.sql(SELECT + " and id = ?")
                .params(vm.value(), nic.value())
                .query((row, n) -> row(row))
                .optional();
    }

    NicRow require(VmId vm, NicId nic) {
        return find(vm, nic).orElseThrow(() -> NotFound.of("network card"));
    }

    private static NicRow row(ResultSet row) throws SQLException {
        return new NicRow(
                new NicId(uuid(row, "id")),
                row.getInt("position"),
                new VmRow.Nic(
                        row.getString("mac"),
                        new NetworkId(uuid(row, "network_id")),
                        row.getString("network_name"),
                        NicKind.valueOf(row.getString("kind")),
                        row.getString("source"),
                        VmRowMapper.addresses(row.getString("reserved"))),
                NicState.valueOf(row.getString("state")),
                row.getBoolean("link_up"));
    }

    /** One that is being added after those that are there. @throws NotFound if the network was deleted in this very moment */
    void add(NicId id, VmId vm, NetworkView network) {
        macs.draw(mac -> jdbc.sql("""
                insert into vm_nic (id, vm_id, position, mac, network_id, network_name, kind, source, state)
                select ?, ?, max(position) + 1, ?, ?, ?, ?, ?, 'ADDING' from vm_nic where vm_id = ?
                """)
                .params(
                        id.value(),
                        vm.value(),
                        mac,
                        network.id().value(),
                        network.name(),
                        network.onHosts().kind().name(),
                        network.onHosts().name(),
                        vm.value())
                .update());
    }

    void become(VmId vm, NicId nic, NicState state) {
        jdbc.sql("update vm_nic set state = ? where vm_id = ? and id = ?")
                .params(state.name(), vm.value(), nic.value())
                .update();
    }

    void link(VmId vm, NicId nic, boolean up) {
        jdbc.sql("update vm_nic set link_up = ? where vm_id = ? and id = ?")
                .params(up, vm.value(), nic.value())
                .update();
    }

    /** Its hardware address is free again. */
    void remove(VmId vm, NicId nic) {
        jdbc.sql("delete from vm_nic where vm_id = ? and id = ?")
                .params(vm.value(), nic.value())
                .update();
    }
}

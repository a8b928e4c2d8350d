package dev.slipway.vm.fleet;

import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.catalog.StagedVolumes;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.storage.SharedStorage;
import dev.slipway.vm.disk.DiskRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose the volumes of a host are, as far as is known here. */
@Component
public class VolumeOwners {
    private static final Pattern OF_A_VM = Pattern.compile("vm-([0-9a-f-]{36})-.+");

    private final JdbcClient jdbc;
    private final StagedVolumes staged;
    private final SharedStorage shared;

    /** @param vm empty for an image's copy, and for a disk that is a thing of its own */
    public record VolumeOwner(Optional<VmId> vm, Optional<DiskId> disk, String name) {
        public String words() {
            return (vm.isPresent() ? "VM " : disk.isPresent() ? "disk " : "image ") + name;
        }
    }

    /** Of one host. */
    public record Owners(Map<VmId, String> vms, Map<VolumeRef, VolumeOwner> volumes) {
        public Optional<VolumeOwner> of(VolumeRef volume) {
            var matcher = OF_A_VM.matcher(volume.name());
            return Optional.ofNullable(volumes.get(volume))
                    .or(() -> Optional.of(matcher).filter(m -> m.matches()).flatMap(m -> vm(m.group(1))));
        }

        private Optional<VolumeOwner> vm(String id) {
            try {
                var vm = new VmId(UUID.fromString(id));
                return Optional.ofNullable(vms.get(vm))
                        .map(name -> new VolumeOwner(Optional.of(vm), Optional.empty(), name));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    VolumeOwners(JdbcClient jdbc, StagedVolumes staged, SharedStorage shared) {
        this.shared = shared;
        this.jdbc = jdbc;
        this.staged = staged;
    }

    /** Also of VMs that run on another host, and have their disks in a pool that is this host's too. */
    public Owners on(HostId host) {
        var neighbours = shared.andNeighbours(Set.of(host));
        var vms = new HashMap<VmId, String>();
        jdbc.sql("select id, name from vm where host_id in (:hosts)")
                .param("hosts", ids(neighbours))
                .query(row -> {
                    vms.put(new VmId(uuid(row, "id")), row.getString("name"));
                });
        var volumes = new HashMap<VolumeRef, VolumeOwner>();
        staged.on(host)
                .forEach((volume, image) ->
                        volumes.put(volume, new VolumeOwner(Optional.empty(), Optional.empty(), image)));
        jdbc.sql("select v.host_id, d.pool, d.volume, v.id, v.name from vm_adopted_disk d join vm v on v.id = d.vm_id"
                        + " where v.host_id in (:hosts)")
                .param("hosts", ids(neighbours))
                .query(row -> {
                    var there = new VolumeRef(row.getString("pool"), row.getString("volume"));
                    var owner = new VolumeOwner(
                            Optional.of(new VmId(uuid(row, "id"))), Optional.empty(), row.getString("name"));
                    here(new HostId(uuid(row, "host_id")), there, host).ifPresent(here -> volumes.put(here, owner));
                });
        jdbc.sql("select id, name, host_id, pool from disk where host_id in (:hosts)")
                .param("hosts", ids(neighbours))
                .query(row -> {
                    var disk = new DiskId(uuid(row, "id"));
                    var there = new VolumeRef(row.getString("pool"), DiskRow.volumeName(disk));
                    var owner = new VolumeOwner(Optional.empty(), Optional.of(disk), row.getString("name"));
                    here(new HostId(uuid(row, "host_id")), there, host).ifPresent(here -> volumes.put(here, owner));
                });
        return new Owners(vms, volumes);
    }

    /** What a volume of one host is called on another; empty if that does not have its pool. */
    Optional<VolumeRef> here(HostId owner, VolumeRef volume, HostId host) {
        return owner.equals(host)
                ? Optional.of(volume)
                : shared.with(owner, volume.pool()).stream()
                        .filter(place -> place.host().equals(host))
                        .map(place -> new VolumeRef(place.pool(), volume.name()))
                        .findFirst();
    }

    Set<HostId> neighbours(HostId host) {
        return shared.andNeighbours(Set.of(host));
    }

    private static List<String> ids(Set<HostId> hosts) {
        return hosts.stream().map(HostId::toString).toList();
    }
}

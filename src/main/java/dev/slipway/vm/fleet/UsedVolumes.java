package dev.slipway.vm.fleet;

import dev.slipway.catalog.StagedVolumes;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.storage.VolumeOwner;
import dev.slipway.storage.VolumeUse;
import dev.slipway.vm.adopt.UnknownDomainRows;
import dev.slipway.vm.state.VmRowMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Volumes are VMs' disks, disks that are things of their own, copies of images, and disks of domains that are no VMs. */
@Component
class UsedVolumes implements VolumeUse {
    private final VolumeOwners owners;
    private final UnknownDomainRows domains;
    private final StagedVolumes staged;
    private final JdbcClient jdbc;

    UsedVolumes(VolumeOwners owners, UnknownDomainRows domains, StagedVolumes staged, JdbcClient jdbc) {
        this.owners = owners;
        this.domains = domains;
        this.staged = staged;
        this.jdbc = jdbc;
    }

    @Override
    public Map<VolumeRef, VolumeOwner> owners(HostId host, Collection<VolumeRef> volumes) {
        var found = new HashMap<VolumeRef, VolumeOwner>();
        for (var neighbour : owners.neighbours(host)) {
            for (var domain : domains.list(neighbour)) {
                var owner = new VolumeOwner(
                        VolumeOwner.Kind.DOMAIN, Optional.empty(), domain.seen().name());
                domain.description().disks().stream()
                        .flatMap(disk -> disk.volume().stream())
                        .flatMap(ref -> owners.here(neighbour, ref, host).stream())
                        .forEach(ref -> found.put(ref, owner));
            }
        }
        found.keySet().retainAll(volumes);
        var known = owners.on(host);
        for (var volume : volumes) {
            known.of(volume).ifPresent(owner -> found.put(volume, inWords(owner)));
        }
        return found;
    }

    @Override
    public List<VolumeOwner> in(HostId host, String pool) {
        var all = new ArrayList<VolumeOwner>();
        jdbc.sql("select distinct v.id, v.name from vm_adopted_disk d join vm v on v.id = d.vm_id"
                        + " where d.pool = ? and v.host_id = ?")
                .params(pool, host.value())
                .query(row -> {
                    all.add(new VolumeOwner(
                            VolumeOwner.Kind.VM, Optional.of(VmRowMapper.uuid(row, "id")), row.getString("name")));
                });
        jdbc.sql("select id, name from disk where pool = ? and host_id = ?")
                .params(pool, host.value())
                .query(row -> {
                    all.add(new VolumeOwner(
                            VolumeOwner.Kind.DISK, Optional.of(VmRowMapper.uuid(row, "id")), row.getString("name")));
                });
        staged.recorded(host).forEach((volume, image) -> {
            if (volume.pool().equals(pool)) {
                all.add(new VolumeOwner(VolumeOwner.Kind.IMAGE, Optional.empty(), image));
            }
        });
        for (var domain : domains.list(host)) {
            if (domain.description().disks().stream()
                    .anyMatch(d -> d.volume().filter(v -> v.pool().equals(pool)).isPresent())) {
                all.add(new VolumeOwner(
                        VolumeOwner.Kind.DOMAIN, Optional.empty(), domain.seen().name()));
            }
        }
        return all;
    }

    private static VolumeOwner inWords(VolumeOwners.VolumeOwner owner) {
        var kind = owner.vm().isPresent()
                ? VolumeOwner.Kind.VM
                : owner.disk().isPresent() ? VolumeOwner.Kind.DISK : VolumeOwner.Kind.IMAGE;
        var id = owner.vm().map(VmId::value).or(() -> owner.disk().map(DiskId::value));
        return new VolumeOwner(kind, id, owner.name());
    }
}

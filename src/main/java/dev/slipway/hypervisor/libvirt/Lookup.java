package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.VolumeRef;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainSnapshot;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.Interface;
import org.libvirt.LibvirtException;
import org.libvirt.Network;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;

/** Looks things up, lends them for a call, and frees them: a handle that is not freed keeps its connection open. */
final class Lookup {
    private Lookup() {}

    @FunctionalInterface
    interface Use<H, T extends @Nullable Object> {
        T apply(H handle) throws LibvirtException;
    }

    static <T extends @Nullable Object> T domain(Connect connect, UUID id, Use<Domain, T> use) throws LibvirtException {
        var domain = connect.domainLookupByUUID(id);
        try {
            return use.apply(domain);
        } finally {
            domain.free();
        }
    }

    static <T> Optional<T> domainIfAny(Connect connect, UUID id, Use<Domain, T> use) throws LibvirtException {
        return ifFound(ErrorNumber.VIR_ERR_NO_DOMAIN, () -> domain(connect, id, use));
    }

    static <T extends @Nullable Object> T snapshot(Domain domain, UUID name, Use<DomainSnapshot, T> use)
            throws LibvirtException {
        var snapshot = domain.snapshotLookupByName(name.toString());
        try {
            return use.apply(snapshot);
        } finally {
            snapshot.free();
        }
    }

    static <T> Optional<T> snapshotIfAny(Domain domain, UUID name, Use<DomainSnapshot, T> use) throws LibvirtException {
        return ifFound(ErrorNumber.VIR_ERR_NO_DOMAIN_SNAPSHOT, () -> snapshot(domain, name, use));
    }

    static <T extends @Nullable Object> T pool(Connect connect, String name, Use<StoragePool, T> use)
            throws LibvirtException {
        var pool = connect.storagePoolLookupByName(name);
        try {
            return use.apply(pool);
        } finally {
            pool.free();
        }
    }

    static <T> Optional<T> poolIfAny(Connect connect, String name, Use<StoragePool, T> use) throws LibvirtException {
        return ifFound(ErrorNumber.VIR_ERR_NO_STORAGE_POOL, () -> pool(connect, name, use));
    }

    static <T extends @Nullable Object> T volume(StoragePool pool, String name, Use<StorageVol, T> use)
            throws LibvirtException {
        var volume = pool.storageVolLookupByName(name);
        try {
            return use.apply(volume);
        } finally {
            volume.free();
        }
    }

    static String path(Connect connect, VolumeRef ref) throws LibvirtException {
        return pool(connect, ref.pool(), pool -> volume(pool, ref.name(), StorageVol::getPath));
    }

    static <T> Optional<T> volumeIfAny(StoragePool pool, String name, Use<StorageVol, T> use) throws LibvirtException {
        return ifFound(ErrorNumber.VIR_ERR_NO_STORAGE_VOL, () -> volume(pool, name, use));
    }

    static <T> Optional<T> networkIfAny(Connect connect, String name, Use<Network, T> use) throws LibvirtException {
        return ifFound(ErrorNumber.VIR_ERR_NO_NETWORK, () -> lent(connect.networkLookupByName(name), use));
    }

    static <T> Optional<T> networkIfAny(Connect connect, UUID id, Use<Network, T> use) throws LibvirtException {
        return ifFound(ErrorNumber.VIR_ERR_NO_NETWORK, () -> lent(connect.networkLookupByUUID(id), use));
    }

    private static <T> T lent(Network network, Use<Network, T> use) throws LibvirtException {
        try {
            return use.apply(network);
        } finally {
            network.free();
        }
    }

    static <T> Optional<T> cardIfAny(Connect connect, String name, Use<Interface, T> use) throws LibvirtException {
        return ifFound(ErrorNumber.VIR_ERR_NO_INTERFACE, () -> {
            var card = connect.interfaceLookupByName(name);
            try {
                return use.apply(card);
            } finally {
                card.free();
            }
        });
    }

    private interface Found<T> {
        T get() throws LibvirtException;
    }

    private static <T> Optional<T> ifFound(ErrorNumber absent, Found<T> found) throws LibvirtException {
        try {
            return Optional.of(found.get());
        } catch (LibvirtException e) {
            if (LibvirtErrors.is(e, absent)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}

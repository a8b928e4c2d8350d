package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.PoolFacts;
import dev.slipway.hypervisor.PoolSpec;
import dev.slipway.hypervisor.PoolState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The storage pools of one host. */
final class Pools {
    private static final Logger log = LoggerFactory.getLogger(Pools.class);
    private static final long MIB = 1024 * 1024;
    /** Is there for as long as it takes to look how much room there is. */
    private static final String LOOK = "slipway-look";

    private final Connections connections;

    Pools(Connections connections) {
        this.connections = connections;
    }

    void ensure(String name, String path) {
        if (!path.startsWith("/")) {
            throw new HypervisorProblem(
                    Kind.REFUSED, "A storage pool's path starts with a slash.", name + ": " + path, null);
        }
        connections.change("prepare a storage pool", connect -> {
            if (Lookup.poolIfAny(connect, name, pool -> ready(pool, path)).isEmpty()) {
                create(connect, name, path);
            }
            return true;
        });
    }

    private static void create(Connect connect, String name, String path) throws LibvirtException {
        try {
            connect.storagePoolDefineXML(StorageXml.directoryPool(name, path), 0)
                    .free();
        } catch (LibvirtException e) {
            // Another node of the portal may have been faster.
            if (Lookup.poolIfAny(connect, name, pool -> true).isEmpty()) {
                throw e;
            }
        }
        Lookup.pool(connect, name, pool -> {
            if (pool.isActive() == 0) {
                pool.build(0);
            }
            return ready(pool, path);
        });
    }

    private static boolean ready(StoragePool pool, String path) throws LibvirtException {
        var xml = XmlFacts.of(pool.getXMLDesc(0));
        if (!xml.require("/pool/@type").equals("dir")
                || !xml.require("/pool/target/path").equals(path)) {
            throw new HypervisorProblem(
                    Kind.REFUSED,
                    "The host has another storage pool of this name. Choose another name, or its path.",
                    pool.getName() + " is " + xml.require("/pool/target/path") + ", wanted " + path,
                    null);
        }
        if (pool.isActive() == 0) {
            pool.create(0);
        }
        if (pool.isPersistent() == 1 && !pool.getAutostart()) {
            pool.setAutostart(1);
        }
        return true;
    }

    List<PoolState> all() {
        return connections.change("look at the storage pools", connect -> {
            var states = new ArrayList<PoolState>();
            for (var names : List.of(connect.listStoragePools(), connect.listDefinedStoragePools())) {
                for (var name : names) {
                    if (name.startsWith(LOOK)) {
                        continue;
                    }
                    Lookup.poolIfAny(connect, name, Pools::state).ifPresent(states::add);
                }
            }
            return states;
        });
    }

    /**
     * libvirt tells of the room in a pool only, so there is one for a moment, unless there is one anyway. Empty if it cannot be
     * told.
     */
    Optional<Long> roomAt(String path) {
        try {
            return connections.change("look how much room there is", connect -> {
                for (var name : connect.listStoragePools()) {
                    var room = Lookup.poolIfAny(connect, name, pool -> roomIn(pool, path))
                            .flatMap(there -> there);
                    if (room.isPresent()) {
                        return room;
                    }
                }
                return roomInPassing(connect, path);
            });
        } catch (HypervisorProblem e) {
            log.debug("How much room there is at {} cannot be told: {}", path, e.logDetail());
            return Optional.empty();
        }
    }

    private static Optional<Long> roomIn(StoragePool pool, String path) throws LibvirtException {
        if (!XmlFacts.of(pool.getXMLDesc(0)).text("/pool/target/path").equals(Optional.of(path))
                || pool.getName().startsWith(LOOK)) {
            return Optional.empty();
        }
        refresh(pool);
        return Optional.of(pool.getInfo().available / MIB);
    }

    private static Optional<Long> roomInPassing(Connect connect, String path) throws LibvirtException {
        // What another look has left behind when it was cut off.
        Lookup.poolIfAny(connect, LOOK, pool -> {
            pool.destroy();
            return true;
        });
        var pool = connect.storagePoolCreateXML(StorageXml.directoryPool(LOOK, path), 0);
        try {
            return Optional.of(pool.getInfo().available / MIB);
        } finally {
            pool.destroy();
            pool.free();
        }
    }

    private static PoolState state(StoragePool pool) throws LibvirtException {
        var xml = XmlFacts.of(pool.getXMLDesc(0));
        var active = pool.isActive() == 1;
        var info = pool.getInfo();
        return new PoolState(
                pool.getName(),
                xml.text("/pool/@type").orElse(""),
                xml.text("/pool/target/path").orElse(""),
                active,
                active ? info.capacity / MIB : 0,
                active ? info.allocation / MIB : 0,
                active ? info.available / MIB : 0);
    }

    void create(PoolSpec spec) {
        connections.change("make a storage pool", connect -> {
            if (Lookup.poolIfAny(connect, spec.name(), pool -> made(pool, spec)).isEmpty()) {
                connect.storagePoolDefineXML(StorageXml.pool(spec), 0).free();
                Lookup.pool(connect, spec.name(), pool -> made(pool, spec));
            }
            return true;
        });
    }

    private static boolean made(StoragePool pool, PoolSpec spec) throws LibvirtException {
        var xml = XmlFacts.of(pool.getXMLDesc(0));
        if (!xml.require("/pool/@type").equals(StorageXml.type(spec))
                || !xml.text("/pool/target/path").orElse("").equals(spec.path())) {
            throw new HypervisorProblem(
                    Kind.REFUSED,
                    "The host has another storage pool of this name. Choose another name.",
                    pool.getName() + " is " + xml.text("/pool/target/path"),
                    null);
        }
        if (pool.isActive() == 0) {
            // A volume group is there already: to build it would be to format what it is made of.
            if (!(spec instanceof PoolSpec.Lvm)) {
                pool.build(0);
            }
            pool.create(0);
        }
        pool.setAutostart(1);
        return true;
    }

    void start(String name) {
        connections.change(
                "start a storage pool",
                connect -> Lookup.pool(connect, name, pool -> {
                    if (pool.isActive() == 0) {
                        pool.create(0);
                    }
                    return true;
                }));
    }

    void lookAgain(String name) {
        connections.change(
                "look at a storage pool again",
                connect -> Lookup.pool(connect, name, pool -> {
                    pool.refresh(0);
                    return true;
                }));
    }

    /** Its files stay. */
    void forget(String name) {
        connections.change(
                "remove a storage pool",
                connect -> Lookup.poolIfAny(connect, name, pool -> {
                    if (pool.isActive() == 1) {
                        pool.destroy();
                    }
                    pool.undefine();
                    return true;
                }));
    }

    /** With its directory, which must be empty; absent is done. */
    void remove(String name) {
        connections.change(
                "remove a storage pool",
                connect -> Lookup.poolIfAny(connect, name, pool -> {
                    if (pool.isActive() == 1) {
                        pool.destroy();
                    }
                    pool.delete(0);
                    pool.undefine();
                    return true;
                }));
    }

    PoolFacts facts(String name) {
        return connections.change(
                "look at a storage pool",
                connect -> Lookup.pool(connect, name, pool -> {
                    refresh(pool);
                    var info = pool.getInfo();
                    var path = XmlFacts.of(pool.getXMLDesc(0))
                            .text("/pool/target/path")
                            .orElse("");
                    return new PoolFacts(name, path, info.capacity / MIB, info.available / MIB);
                }));
    }

    /** Free room is what it was at the last refresh. While volumes are being made there can be none. */
    static void refresh(StoragePool pool) throws LibvirtException {
        try {
            pool.refresh(0);
        } catch (LibvirtException e) {
            log.debug("{} is not refreshed now: {}", pool.getName(), e.getMessage());
        }
    }
}

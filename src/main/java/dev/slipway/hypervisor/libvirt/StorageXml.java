package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.Xml.with;

import dev.slipway.hypervisor.PoolSpec;

/** Pools and volumes in libvirt's words. */
final class StorageXml {
    private StorageXml() {}

    static String directoryPool(String name, String path) {
        return Xml.write(xml -> xml.element(
                "pool",
                with("type", "dir"),
                () -> xml.text("name", name).element("target", () -> xml.text("path", path))));
    }

    /** As libvirt calls it. */
    static String type(PoolSpec spec) {
        return switch (spec) {
            case PoolSpec.Directory d -> "dir";
            case PoolSpec.Nfs n -> "netfs";
            case PoolSpec.Lvm l -> "logical";
        };
    }

    static String pool(PoolSpec spec) {
        return Xml.write(xml -> xml.element("pool", with("type", type(spec)), () -> {
            xml.text("name", spec.name());
            switch (spec) {
                case PoolSpec.Directory d -> {
                    // It is its own source.
                }
                case PoolSpec.Nfs nfs ->
                    xml.element(
                            "source",
                            () -> xml.empty("host", with("name", nfs.server()))
                                    .empty("dir", with("path", nfs.export()))
                                    .empty("format", with("type", "nfs")));
                case PoolSpec.Lvm lvm ->
                    xml.element("source", () -> xml.text("name", lvm.group()).empty("format", with("type", "lvm2")));
            }
            xml.element("target", () -> xml.text("path", spec.path()));
        }));
    }

    /** The backing format is written down: a guessed one would let a guest choose which files the host opens. */
    static String overlay(String name, long capacityBytes, String backingPath) {
        return Xml.write(xml -> xml.element(
                "volume",
                () -> xml.text("name", name)
                        .text("capacity", with("unit", "bytes"), String.valueOf(capacityBytes))
                        .element("target", () -> xml.empty("format", with("type", "qcow2")))
                        .element(
                                "backingStore",
                                () -> xml.text("path", backingPath).empty("format", with("type", "qcow2")))));
    }

    /** An empty disk that takes room as it is written to. */
    static String disk(String name, long capacityBytes) {
        return Xml.write(xml -> xml.element(
                "volume",
                () -> xml.text("name", name)
                        .text("capacity", with("unit", "bytes"), String.valueOf(capacityBytes))
                        .element("target", () -> xml.empty("format", with("type", "qcow2")))));
    }

    /** Room for so many bytes, none of them there yet. */
    static String raw(String name, long bytes) {
        return Xml.write(xml -> xml.element(
                "volume",
                () -> xml.text("name", name)
                        .text("capacity", with("unit", "bytes"), String.valueOf(bytes))
                        .text("allocation", with("unit", "bytes"), "0")
                        .element("target", () -> xml.empty("format", with("type", "raw")))));
    }
}

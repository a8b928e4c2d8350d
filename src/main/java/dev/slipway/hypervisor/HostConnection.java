package dev.slipway.hypervisor;

import dev.slipway.kernel.InvalidRequest;

/**
 * How to reach a host.
 *
 * @param uri {@code qemu:///system}, {@code qemu+unix:///system?socket=…}, {@code qemu+tcp://…}, {@code qemu+tls://…},
 *     {@code qemu+ssh://…}, {@code test:///default} or {@code simulated:NAME}
 */
public record HostConnection(String uri) {
    private static final int LONGEST = 1000;

    public HostConnection {
        if (uri.isBlank()
                || uri.length() > LONGEST
                || !uri.matches("(qemu(\\+(unix|tcp|tls|ssh))?|test|simulated):[^\\s\\p{Cntrl}]*")) {
            throw new InvalidRequest(
                    "host-uri",
                    "uri",
                    "A host's address is a libvirt URI such as qemu:///system or qemu+ssh://user@host/system.");
        }
    }

    public boolean isSimulated() {
        return uri.startsWith("simulated:");
    }
}

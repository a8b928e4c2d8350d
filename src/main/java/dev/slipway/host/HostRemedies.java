package dev.slipway.host;

import dev.slipway.hypervisor.HostConnection;
import dev.slipway.kernel.Problem;

/** What mends a host that does not answer, or refuses. */
final class HostRemedies {
    private static final int LONGEST = 300;

    private HostRemedies() {}

    static String silence(Problem e) {
        return "It does not answer" + words(e) + ".";
    }

    static String said(Problem e) {
        var words = words(e);
        return words.isEmpty() ? e.sentence() : "The host says no" + words + ".";
    }

    static String unreachable(HostConnection connection) {
        var uri = connection.uri();
        if (uri.startsWith("qemu+tcp:")) {
            return "On the host, in a network of its own: systemctl stop libvirtd; systemctl enable --now"
                    + " libvirtd-tcp.socket. Then, from the portal: virsh -c " + uri + " version";
        }
        if (uri.startsWith("qemu+ssh:")) {
            return "On the host: apt-get install libvirt-daemon-system openssh-server; and its firewall lets the portal"
                    + " in. Then, from the portal: virsh -c " + uri + " version";
        }
        if (uri.startsWith("qemu+tls:") || uri.startsWith("qemu://")) {
            return "On the host: systemctl stop libvirtd; systemctl enable --now libvirtd-tls.socket, with its"
                    + " certificate in /etc/pki/libvirt. Then, from the portal: virsh -c " + uri + " version";
        }
        return "systemctl enable --now libvirtd; then: virsh -c " + uri + " version";
    }

    static String hangs(HostConnection connection) {
        return "On the host: systemctl restart libvirtd (guests go on). Then: virsh -c " + connection.uri()
                + " version";
    }

    static String refused(CheckKind kind) {
        return switch (kind) {
            case PRIVILEGES ->
                "Let the portal's account manage VMs: adduser ACCOUNT libvirt; and see journalctl -u libvirtd";
            case CLOCK, ACCELERATION, STORAGE, FILTERS ->
                "See journalctl -u libvirtd, and whether there is room: df -h /var/lib/libvirt";
            case REACHABLE, PROOF, VERSION, MACHINE, PROCESSOR, MEMORY, NETWORKS, FIRMWARE ->
                "See why on the host: journalctl -u libvirtd -n 50";
        };
    }

    /** The host's own words, which may be anything. */
    private static String words(Problem e) {
        var cause = e.getCause();
        var text = cause == null || cause.getMessage() == null
                ? ""
                : cause.getMessage().replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        return text.isEmpty() ? "" : ": " + text.substring(0, Math.min(text.length(), LONGEST));
    }
}

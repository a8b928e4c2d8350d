package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.MigrationPlan;
import dev.slipway.kernel.Problem;
import java.util.List;
import java.util.Locale;
import org.libvirt.LibvirtException;

/** What libvirt means when it does not let a guest go, and the way out. Told by its text: most come with one and the same number. */
final class MigrationProblems {
    private static final String OR_STOPPED = " Or shut the VM down and move it then.";

    /** @param signs any of these in libvirt's text means it */
    private record Meaning(Kind kind, List<String> signs, String sentence) {
        boolean fits(String text) {
            return signs.stream().anyMatch(text::contains);
        }
    }

    /** The first that fits is told. */
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(
                    Kind.REFUSED,
                    List.of("cache other than none", "unsafe cache"),
                    "Its disk is cached by the host in a way that is not safe on shared storage: what the old host has not"
                            + " written yet the new one would miss. Shut the VM down and move it then."),
            new Meaning(
                    Kind.REFUSED,
                    List.of("migration without shared storage is unsafe", "unsafe migration"),
                    "Both hosts see its disk, but on a file system that libvirt does not know as one that may be shared"
                            + " (NFS, GFS2, OCFS2, CephFS, SMB). Use such a one." + OR_STOPPED),
            new Meaning(
                    Kind.REFUSED,
                    List.of("to the same host", "migrate guest to the same"),
                    "The two hosts say that they are the same machine: they have the same host UUID. Give one of them"
                            + " another host_uuid in /etc/libvirt/libvirtd.conf and restart libvirtd there."),
            new Meaning(
                    Kind.REFUSED,
                    List.of(
                            "cpu feature",
                            "guest cpu",
                            "cpu mode",
                            "host cpu",
                            "not compatible with host",
                            "unsupported cpu"),
                    "The other host's processor lacks something that the guest was started with. Choose a host with the same"
                            + " or a newer processor." + OR_STOPPED),
            new Meaning(
                    Kind.NO_SUCH_NETWORK,
                    List.of("cannot get interface mtu", "network not found", "no such device", "cannot find bridge"),
                    "The other host lacks the VM's network. Make it there, or choose another host."),
            new Meaning(
                    Kind.REFUSED,
                    List.of("host key verification failed", "permission denied (publickey", "authentication failed"),
                    "The VM's host is not let in by %1$s. Hosts hand VMs to each other directly: put the SSH key of root on"
                            + " the one into authorized_keys on the other, and the other's host key into known_hosts, or"
                            + " give both certificates of the same authority." + OR_STOPPED),
            new Meaning(
                    Kind.REFUSED,
                    List.of("certificate", "tls handshake", "cacert.pem"),
                    "The two hosts do not trust each other's certificates. Give both certificates of the same authority, for"
                            + " clients and servers, in /etc/pki/libvirt." + OR_STOPPED),
            new Meaning(
                    Kind.REFUSED,
                    List.of(
                            "unable to connect to server",
                            "failed to connect to remote",
                            "unable to resolve",
                            "unable to connect",
                            "connection refused",
                            "no route to host",
                            "cannot recv data",
                            "end of file while reading"),
                    "The VM's host cannot reach %1$s. Hosts hand VMs to each other directly: open the daemon's port and the"
                            + " ports 49152 to 49215 between them." + OR_STOPPED),
            new Meaning(
                    Kind.REFUSED,
                    List.of("keepalive", "lost connection", "connection closed", "connection reset", "broken pipe"),
                    "The connection between the two hosts broke. The VM runs on where it was; try again when they reach each"
                            + " other."),
            new Meaning(
                    Kind.REFUSED,
                    List.of("canceled by client", "cancelled by client", "job: canceled", "operation aborted"),
                    "Somebody stopped the move on the host. The VM runs on where it was."),
            new Meaning(
                    Kind.WRONG_POWER_STATE,
                    List.of("domain is not running", "guest unexpectedly quit", "domain not active"),
                    "The guest stopped while it was being moved. Move it again: it then goes as a stopped one."));

    private MigrationProblems() {}

    static Problem explained(Problem problem, MigrationPlan plan) {
        if (!(problem.getCause() instanceof LibvirtException cause) || problem.isPassing()) {
            return problem;
        }
        var text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return MEANINGS.stream()
                .filter(meaning -> meaning.fits(text))
                .findFirst()
                .<Problem>map(meaning -> new HypervisorProblem(
                        meaning.kind(), meaning.sentence().formatted(plan.to().hostname()), problem.logDetail(), cause))
                .orElse(problem);
    }

    static Problem unexpected(RuntimeException cause) {
        return new HypervisorProblem(
                Kind.REFUSED,
                "The VM could not be moved. An administrator finds the reason in the log.",
                cause.toString(),
                cause);
    }
}

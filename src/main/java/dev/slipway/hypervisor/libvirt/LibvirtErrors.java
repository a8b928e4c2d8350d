package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.kernel.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.libvirt.Error.ErrorDomain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** What libvirt's errors mean in the port's words. */
final class LibvirtErrors {
    private LibvirtErrors() {}

    static HypervisorProblem problem(String what, String host, LibvirtException e) {
        var kind = kind(code(e), domain(e), text(e));
        return new HypervisorProblem(
                kind, sentence(kind, what), host + ": " + what + ": " + code(e) + ": " + text(e), e);
    }

    static Problem onOpening(String host, LibvirtException e) {
        return switch (code(e)) {
            case VIR_ERR_AUTH_FAILED, VIR_ERR_AUTH_CANCELLED, VIR_ERR_AUTH_UNAVAILABLE, VIR_ERR_ACCESS_DENIED ->
                new HypervisorProblem(
                        Kind.REFUSED,
                        "The host does not let Slipway in. An administrator must check how it is registered.",
                        host + ": " + text(e),
                        e);
            default -> new HostUnreachable(host + ": " + code(e) + ": " + text(e), e);
        };
    }

    static boolean is(LibvirtException e, ErrorNumber code) {
        return code(e) == code;
    }

    static ErrorNumber code(LibvirtException e) {
        return e.getError() == null ? ErrorNumber.VIR_ERR_UNKNOWN : e.getError().getCode();
    }

    private static @Nullable ErrorDomain domain(LibvirtException e) {
        return e.getError() == null ? null : e.getError().getDomain();
    }

    private static String text(LibvirtException e) {
        return String.valueOf(e.getMessage());
    }

    /** Some meanings are told by the text alone, since libvirt wraps them into errors of its own. */
    static Kind kind(ErrorNumber code, @Nullable ErrorDomain domain, String message) {
        var text = message.toLowerCase(Locale.ROOT);
        if (text.contains("no space left on device") || text.contains("disk quota exceeded")) {
            return Kind.NO_SPACE;
        }
        if (text.contains("asynchronous jobs running") || text.contains("cannot acquire state change lock")) {
            return Kind.BUSY;
        }
        if (text.contains("is still in use") || text.contains("is still being allocated")) {
            return Kind.IN_USE;
        }
        if (text.contains("cannot get interface mtu") || text.contains("cannot get interface mac")) {
            return Kind.NO_SUCH_NETWORK;
        }
        return switch (code) {
            case VIR_ERR_NO_DOMAIN -> Kind.NO_SUCH_DOMAIN;
            case VIR_ERR_NO_STORAGE_POOL -> Kind.NO_SUCH_POOL;
            case VIR_ERR_NO_STORAGE_VOL -> Kind.NO_SUCH_VOLUME;
            case VIR_ERR_NO_NETWORK, VIR_ERR_NO_INTERFACE -> Kind.NO_SUCH_NETWORK;
            case VIR_ERR_NO_DOMAIN_SNAPSHOT -> Kind.NO_SUCH_SNAPSHOT;
            case VIR_ERR_DOM_EXIST, VIR_ERR_STORAGE_VOL_EXIST -> Kind.IN_USE;
            case VIR_ERR_RESOURCE_BUSY, VIR_ERR_OPERATION_TIMEOUT, VIR_ERR_AGENT_UNRESPONSIVE -> Kind.BUSY;
            case VIR_ERR_OPERATION_INVALID ->
                domain == ErrorDomain.VIR_FROM_STORAGE
                        ? Kind.REFUSED
                        : domain == ErrorDomain.VIR_FROM_NETWORK ? Kind.NO_SUCH_NETWORK : Kind.WRONG_POWER_STATE;
            default -> Kind.REFUSED;
        };
    }

    private static String sentence(Kind kind, String what) {
        return switch (kind) {
            case NO_SUCH_DOMAIN -> "The VM is not on its host any more. Delete it, or ask an administrator to look.";
            case NO_SUCH_VOLUME -> "A disk or image is missing on the host. An administrator must look at its storage.";
            case NO_SUCH_POOL -> "The host lacks the storage that was asked for. An administrator must look at it.";
            case NO_SUCH_NETWORK -> "The host lacks the network of this VM, or it is down. An administrator must look.";
            case NO_SUCH_SNAPSHOT ->
                "Its host does not know that snapshot any more, so nothing can be got back from it. Delete it.";
            case WRONG_POWER_STATE -> "The VM is not in the right state for that: look whether it is on or off.";
            case NO_SPACE -> "The host's storage is full. An administrator must make room.";
            case IN_USE -> "It is still in use on the host.";
            case BUSY -> "The host is busy with something else. It is tried again.";
            case REFUSED -> "The host failed to " + what + ". An administrator finds the reason in the log.";
        };
    }
}

package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;
import static dev.slipway.hypervisor.libvirt.NativeLibvirtQemu.LIBVIRT_QEMU;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import dev.slipway.hypervisor.GuestIdentity;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.time.Duration;
import java.util.UUID;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a guest does for us through qemu-guest-agent. A guest is not to be trusted, so it is never waited for without an end. */
final class GuestAgent {
    private static final Logger log = LoggerFactory.getLogger(GuestAgent.class);
    private static final String STATE = "/domain/devices/channel/target[@name='org.qemu.guest_agent.0']/@state";

    private GuestAgent() {}

    /** libvirt's own knowledge: the guest is not asked. */
    static boolean listens(Connect connect, UUID id) throws LibvirtException {
        return Lookup.domain(
                connect,
                id,
                domain -> domain.isActive() == 1
                        && XmlFacts.of(domain.getXMLDesc(0))
                                .text(STATE)
                                .filter("connected"::equals)
                                .isPresent());
    }

    /** The keys first: without them nobody comes in, while a host name is a name. */
    static boolean introduce(Connect connect, UUID id, GuestIdentity identity, Duration patience)
            throws LibvirtException {
        return Lookup.domain(connect, id, domain -> {
            if (domain.isActive() == 0) {
                throw new HypervisorProblem(
                        Kind.WRONG_POWER_STATE, "The VM is off, so its guest cannot be told.", "domain " + id, null);
            }
            int seconds = Math.toIntExact(patience.toSeconds());
            LIBVIRT.virDomainAgentSetResponseTimeout(NativeHandles.of(domain), seconds, 0);
            try {
                command(domain, "{\"execute\":\"guest-ping\"}", seconds);
                letIn(domain, identity);
            } catch (LibvirtException e) {
                if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_DOMAIN)) {
                    throw e;
                }
                throw new HypervisorProblem(
                        Kind.REFUSED,
                        "The guest's agent does not answer, or does not take SSH keys.",
                        "domain " + id + ": " + e.getMessage(),
                        e);
            }
            name(domain, identity.hostName(), seconds);
            return true;
        });
    }

    private static void letIn(Domain domain, GuestIdentity identity) throws LibvirtException {
        if (!identity.sshKeys().isEmpty()) {
            var keys = identity.sshKeys().toArray(String[]::new);
            NativeHandles.check(LIBVIRT.virDomainAuthorizedSSHKeysSet(
                    NativeHandles.of(domain), identity.user(), new StringArray(keys, "UTF-8"), keys.length, 0));
        }
    }

    /** With systemd it lasts, without at least until the next start. Some makers let their agents run nothing. */
    private static void name(Domain domain, String hostName, int seconds) {
        for (var program : new String[] {"hostnamectl set-hostname", "hostname"}) {
            var words = program.split(" ");
            var arguments = (words.length == 1 ? "" : '"' + words[1] + "\",") + '"' + hostName + '"';
            try {
                command(
                        domain,
                        "{\"execute\":\"guest-exec\",\"arguments\":{\"path\":\"" + words[0] + "\",\"arg\":[" + arguments
                                + "]}}",
                        seconds);
                return;
            } catch (LibvirtException e) {
                log.debug("A guest's agent does not run {}: {}", program, e.getMessage());
            }
        }
    }

    private static void command(Domain domain, String json, int seconds) throws LibvirtException {
        Pointer answer = LIBVIRT_QEMU.virDomainQemuAgentCommand(NativeHandles.of(domain), json, seconds, 0);
        NativeHandles.check(answer == null ? -1 : 0);
        Native.free(Pointer.nativeValue(answer));
    }
}

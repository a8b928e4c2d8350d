package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;
import static dev.slipway.hypervisor.libvirt.NativeLibvirtQemu.LIBVIRT_QEMU;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import dev.slipway.hypervisor.GuestIdentity;
import dev.slipway.hypervisor.GuestReport;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.time.Duration;
import java.util.Optional;
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
        return tell(connect, id, patience, domain -> {
            orRefused(id, "The guest's agent does not take SSH keys.", () -> letIn(domain, identity));
            name(domain, identity.hostName(), seconds(patience));
        });
    }

    static boolean setPassword(Connect connect, UUID id, String account, String password, Duration patience)
            throws LibvirtException {
        var refusal =
                "The guest's agent did not give account " + account + " that password. There may be no such account"
                        + " in the guest, or the guest does not allow it. Choose another account.";
        return tell(
                connect,
                id,
                patience,
                domain -> orRefused(
                        id,
                        refusal,
                        () -> NativeHandles.check(
                                LIBVIRT.virDomainSetUserPassword(NativeHandles.of(domain), account, password, 0))));
    }

    /** Empty if it does not answer a first question: the others would only wait as long again. */
    static Optional<GuestReport> report(Connect connect, UUID id, Duration patience) throws LibvirtException {
        if (!listens(connect, id)) {
            return Optional.empty();
        }
        return Lookup.domain(connect, id, domain -> {
            LIBVIRT.virDomainAgentSetResponseTimeout(NativeHandles.of(domain), seconds(patience), 0);
            return ask(domain, "guest-ping", seconds(patience))
                    .map(alive -> GuestWords.report(command -> ask(domain, command, seconds(patience))));
        });
    }

    private static Optional<String> ask(Domain domain, String command, int seconds) {
        try {
            return Optional.of(answer(domain, "{\"execute\":\"" + command + "\"}", seconds));
        } catch (LibvirtException e) {
            log.debug("A guest's agent does not answer {}: {}", command, e.getMessage());
            return Optional.empty();
        }
    }

    private interface Telling {
        void to(Domain domain) throws LibvirtException;
    }

    private interface Asking {
        void run() throws LibvirtException;
    }

    /** What a guest is told while it runs and its agent answers. */
    private static boolean tell(Connect connect, UUID id, Duration patience, Telling telling) throws LibvirtException {
        return Lookup.domain(connect, id, domain -> {
            if (domain.isActive() == 0) {
                throw new HypervisorProblem(
                        Kind.WRONG_POWER_STATE, "The VM is off, so its guest cannot be told.", "domain " + id, null);
            }
            LIBVIRT.virDomainAgentSetResponseTimeout(NativeHandles.of(domain), seconds(patience), 0);
            orRefused(
                    id,
                    "The guest's agent does not answer. It has to be installed in the guest (qemu-guest-agent) and run"
                            + " there.",
                    () -> command(domain, "{\"execute\":\"guest-ping\"}", seconds(patience)));
            telling.to(domain);
            return true;
        });
    }

    private static void orRefused(UUID id, String sentence, Asking asking) throws LibvirtException {
        try {
            asking.run();
        } catch (LibvirtException e) {
            if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_DOMAIN)) {
                throw e;
            }
            throw new HypervisorProblem(Kind.REFUSED, sentence, "domain " + id + ": " + e.getMessage(), e);
        }
    }

    private static int seconds(Duration patience) {
        return Math.toIntExact(patience.toSeconds());
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
        var unused = answer(domain, json, seconds);
    }

    /** @return what its agent answers, in JSON */
    static String answer(Domain domain, String json, int seconds) throws LibvirtException {
        Pointer answer = LIBVIRT_QEMU.virDomainQemuAgentCommand(NativeHandles.of(domain), json, seconds, 0);
        NativeHandles.check(answer == null ? -1 : 0);
        try {
            return answer == null ? "" : answer.getString(0, "UTF-8");
        } finally {
            Native.free(Pointer.nativeValue(answer));
        }
    }
}

package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.GuestIdentity;
import dev.slipway.hypervisor.GuestReport;
import dev.slipway.hypervisor.GuestReport.FileSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** How the guests of a host behave: how fast they boot, get an address and stop, and which of them do not listen. */
public final class GuestManners {
    private static final GuestReport USUAL = new GuestReport(
            "guest", "Simulated Linux 1", List.of(new FileSystem("/", "ext4", 1L << 28, 1L << 30)), List.of());

    private final Set<UUID> deaf = ConcurrentHashMap.newKeySet();
    private final Set<UUID> clinging = ConcurrentHashMap.newKeySet();
    private volatile Duration bootDelay = Duration.ofMillis(50);
    private volatile Duration addressDelay = Duration.ofMillis(200);
    private volatile Duration stopDelay = Duration.ofMillis(50);
    private volatile Duration moveDelay = Duration.ofMillis(50);
    private volatile Duration copyDelay = Duration.ofMillis(50);
    private volatile boolean agents = true;
    private volatile boolean allDeaf;
    private final Map<UUID, GuestIdentity> identities = new ConcurrentHashMap<>();
    private final Map<UUID, Map<String, String>> passwords = new ConcurrentHashMap<>();
    private final Map<UUID, GuestReport> reports = new ConcurrentHashMap<>();
    private volatile Set<String> accounts = Set.of("root", "slipway", "debian");

    /** Until then after power-on a guest hears no request. */
    public GuestManners bootingIn(Duration delay) {
        bootDelay = delay;
        return this;
    }

    /** Until then after power-on it has no address. */
    public GuestManners addressAfter(Duration delay) {
        addressDelay = delay;
        return this;
    }

    public GuestManners stoppingIn(Duration delay) {
        stopDelay = delay;
        return this;
    }

    /** How long it takes to hand a running one to another host. */
    public GuestManners movingIn(Duration delay) {
        moveDelay = delay;
        return this;
    }

    /** How long it takes to copy a disk while its guest runs. */
    public GuestManners copyingIn(Duration delay) {
        copyDelay = delay;
        return this;
    }

    /** Whether an agent is in them, which holds file systems still and tells them who they are. */
    public GuestManners withAgents(boolean have) {
        agents = have;
        return this;
    }

    /** None obeys a request to stop or restart. */
    public GuestManners ignoringRequests(boolean ignore) {
        allDeaf = ignore;
        return this;
    }

    /** This one obeys no request to stop or restart. */
    public GuestManners ignoringRequests(UUID domain, boolean ignore) {
        if (ignore) {
            deaf.add(domain);
        } else {
            deaf.remove(domain);
        }
        return this;
    }

    /** This one lets go of no disk, and no network card, while it runs. */
    public GuestManners keepingDevices(UUID domain, boolean keep) {
        if (keep) {
            clinging.add(domain);
        } else {
            clinging.remove(domain);
        }
        return this;
    }

    /** Who this one was told that it is, while it ran. */
    public Optional<GuestIdentity> identity(UUID domain) {
        return Optional.ofNullable(identities.get(domain));
    }

    /** What the agent of this one says from now on. */
    public GuestManners reporting(UUID domain, GuestReport report) {
        reports.put(domain, report);
        return this;
    }

    GuestReport report(UUID domain) {
        return reports.getOrDefault(domain, USUAL);
    }

    /** The accounts that there are in all of them. */
    public GuestManners withAccounts(String... names) {
        accounts = Set.of(names);
        return this;
    }

    /** What this account of that guest was given while it ran. */
    public Optional<String> password(UUID domain, String account) {
        return Optional.ofNullable(passwords.getOrDefault(domain, Map.of()).get(account));
    }

    boolean hasAccount(String name) {
        return accounts.contains(name);
    }

    void password(UUID domain, String account, String password) {
        passwords.computeIfAbsent(domain, d -> new ConcurrentHashMap<>()).put(account, password);
    }

    void told(UUID domain, GuestIdentity identity) {
        identities.put(domain, identity);
    }

    boolean letsGo(UUID domain) {
        return !clinging.contains(domain);
    }

    Duration bootDelay() {
        return bootDelay;
    }

    Duration addressDelay() {
        return addressDelay;
    }

    Duration stopDelay() {
        return stopDelay;
    }

    Duration moveDelay() {
        return moveDelay;
    }

    Duration copyDelay() {
        return copyDelay;
    }

    boolean haveAgents() {
        return agents;
    }

    boolean obeys(UUID domain) {
        return !allDeaf && !deaf.contains(domain);
    }
}

package dev.slipway.access;

import static org.awaitility.Awaitility.await;

import dev.slipway.api.ApiWorld;
import dev.slipway.api.SshKeySample;
import dev.slipway.catalog.CustomSizes;
import dev.slipway.catalog.Sizes;
import dev.slipway.host.HostState;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Role;
import dev.slipway.intake.signature.TestSigner;
import dev.slipway.network.PoolDraft;
import dev.slipway.operation.Operations;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.PictureSamples;
import dev.slipway.vm.drain.Maintenance;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What to send to a route so that nothing is wrong with it: who may not is then refused for that, and for nothing else.
 * And what to put right where somebody who may has really changed what the others need.
 */
final class Samples {
    /** Gives ids of the things that a body names: real ones, or such as nothing has. */
    interface Ids extends Function<String, String> {}

    static final PoolDraft POOL = new PoolDraft("192.0.2.0/24", Optional.of("192.0.2.1"), "", "");
    private static final int MOST_HOURS_AHEAD = 50_000;

    private final ApiWorld world;
    private final Cast cast;
    private final Map<String, Function<Ids, Object>> bodies = new HashMap<>();
    private final Map<String, Consumer<Who>> repairs = new HashMap<>();

    Samples(ApiWorld world, Cast cast) {
        this.world = world;
        this.cast = cast;
        bodies.put("POST /api/v1/hosts", ids -> Map.of("check", ids.apply("check"), "acceptWarnings", true));
        bodies.put(
                "POST /api/v1/hosts/{host}/domains/{domain}/adopt",
                ids -> Map.of("project", ids.apply("project"), "name", named("vm")));
        bodies.put(
                "POST /api/v1/hosts/{host}/pools",
                ids -> Map.of("kind", "DIRECTORY", "name", named("pool"), "path", "/srv/" + named("pool")));
        bodies.put("POST /api/v1/uploads", ids -> Map.of("fileName", "disk.qcow2", "bytes", 1000));
        bodies.put("POST /api/v1/uploads/{upload}/publish", ids -> draft());
        bodies.put("POST /api/v1/imports", ids -> Map.of("url", "http://127.0.0.1:1/disk.qcow2"));
        bodies.put(
                "POST /api/v1/signing-keys",
                ids -> Map.of("name", named("maker"), "key", new TestSigner(named("maker")).publicKey()));
        bodies.put(
                "POST /api/v1/warm-pools",
                ids -> Map.of(
                        "image", world.image.version().toString(),
                        "size", world.size.id().toString(),
                        "network", ids.apply("network"),
                        "project", ids.apply("project"),
                        "wanted", 0));
        bodies.put("PUT /api/v1/warm-pools/{warmpool}", ids -> Map.of("wanted", 0));
        bodies.put("POST /api/v1/host-credentials", ids -> Map.of());
        bodies.put(
                "POST /api/v1/host-checks",
                ids -> Map.of("name", named("host"), "uri", "simulated:" + named("m"), "poolPath", "/pool"));
        bodies.put("POST /api/v1/networks", ids -> network());
        bodies.put("PUT /api/v1/networks/{network}", ids -> network());
        bodies.put("PUT /api/v1/networks/{network}/tenants", ids -> Map.of("tenants", List.of(ids.apply("tenant"))));
        bodies.put(
                "POST /api/v1/networks/{network}/pools",
                ids -> Map.of("cidr", "10." + ThreadLocalRandom.current().nextInt(200) + ".0.0/24"));
        bodies.put(
                "PUT /api/v1/address-pools/{addresspool}",
                ids -> Map.of("cidr", POOL.cidr(), "dns", List.of("9.9.9.9")));
        bodies.put(
                "POST /api/v1/sizes",
                ids -> Map.of("name", named("size"), "vcpus", 1, "memoryMib", 256, "diskMib", 1024));
        bodies.put("POST /api/v1/ssh-keys", ids -> Map.of("name", "k", "publicKey", SshKeySample.fresh()));
        bodies.put("POST /api/v1/me/notifications/read", ids -> Map.of());
        bodies.put("PUT /api/v1/me/notification-preferences", ids -> Map.of("VM_STOPPED", List.of("BELL")));
        bodies.put("PUT /api/v1/me/mail-address", ids -> Map.of("address", "somebody@example.org"));
        bodies.put("POST /api/v1/me/mail-address/confirm", ids -> Map.of("code", "00000000"));
        bodies.put("POST /api/v1/me/webhooks", ids -> Map.of("name", named("hook"), "url", "https://192.0.2.1/hook"));
        bodies.put("POST /api/v1/tokens", ids -> Map.of("name", "t"));
        bodies.put("POST /api/v1/vms", ids -> launch(ids));
        bodies.put("POST /api/v1/vms/{vm}/resize", ids -> Map.of("size", ids.apply("size")));
        bodies.put("POST /api/v1/vms/{vm}/resize/preview", ids -> Map.of("size", ids.apply("size")));
        bodies.put("POST /api/v1/vms/{vm}/disk/grow", ids -> Map.of("sizeMib", 4096));
        bodies.put("POST /api/v1/vms/{vm}/disk/grow/preview", ids -> Map.of("sizeMib", 4096));
        bodies.put("POST /api/v1/vms/{vm}/clones", ids -> Map.of("name", named("clone"), "whileRunning", true));
        bodies.put(
                "PUT /api/v1/vms/{vm}/snapshot-plan",
                ids -> Map.of("days", List.of("MONDAY"), "at", "02:00", "zone", "UTC", "keep", 1));
        bodies.put("POST /api/v1/vms/{vm}/disks", ids -> Map.of("name", named("disk"), "sizeMib", 1024));
        bodies.put("POST /api/v1/vms/{vm}/disks/preview", ids -> Map.of("sizeMib", 1024));
        bodies.put("POST /api/v1/disks/{disk}/grow/preview", ids -> Map.of("sizeMib", 2048));
        bodies.put("POST /api/v1/disks/{disk}/attach", ids -> Map.of("vm", ids.apply("vm")));
        bodies.put("POST /api/v1/disks/{disk}/grow", ids -> Map.of("sizeMib", 2048));
        bodies.put("POST /api/v1/backups/{backup}/new-vm", ids -> Map.of("name", named("restored")));
        bodies.put("POST /api/v1/backups/{backup}/new-vm/preview", ids -> Map.of());
        bodies.put("POST /api/v1/vms/{vm}/nics", ids -> Map.of("network", ids.apply("network")));
        bodies.put("PUT /api/v1/vms/{vm}/nics/{nic}/link", ids -> Map.of("up", false));
        bodies.put("POST /api/v1/vms/{vm}/snapshots", ids -> Map.of("name", named("snapshot")));
        bodies.put("POST /api/v1/vms/{vm}/password", ids -> Map.of());
        bodies.put("PUT /api/v1/vms/{vm}/restart-policy", ids -> Map.of("policy", "ON_FAILURE"));
        bodies.put("PUT /api/v1/vms/{vm}/delete-protection", ids -> Map.of("on", false));
        bodies.put(
                "PUT /api/v1/vms/{vm}/lease",
                ids -> Map.of("endsAt", Instant.now().plus(Duration.ofDays(9)).toString()));
        bodies.put("PUT /api/v1/tenants/{tenant}/lease-policy", ids -> Map.of("longestDays", 30, "graceDays", 7));
        bodies.put(
                "PUT /api/v1/vms/{vm}/power-schedule",
                ids -> Map.of(
                        "times",
                        List.of(Map.of("days", List.of("MONDAY"), "from", "08:00", "until", "18:00")),
                        "zone",
                        "UTC"));
        bodies.put("PUT /api/v1/vms/{vm}/power-schedule/skip", ids -> Map.of("skip", true));
        bodies.put("PUT /api/v1/vms/{vm}/tags", ids -> Map.of("tags", List.of(named("tag"))));
        for (String bulk : List.of("POST /api/v1/vms/bulk", "POST /api/v1/vms/bulk/preview")) {
            bodies.put(bulk, ids -> Map.of("action", "ADD_TAG", "tag", named("tag"), "vms", List.of(ids.apply("vm"))));
        }
        bodies.put(
                "POST /api/v1/me/vm-filters",
                ids -> Map.of("name", named("filter"), "project", ids.apply("project"), "tag", List.of("course-a")));
        bodies.put("PUT /api/v1/vms/{vm}/drives/{number}", ids -> Map.of("image", ids.apply("disc")));
        bodies.put("PUT /api/v1/images/{version}/launch-policy", ids -> Map.of("customSizes", true));
        bodies.put("PUT /api/v1/vendor-data", ids -> Map.of("text", "#cloud-config\nntp: {}\n"));
        bodies.put("POST /api/v1/images/{version}/copies", ids -> Map.of("hosts", List.of(ids.apply("host"))));
        bodies.put("PUT /api/v1/sizes/{size}/tenants", ids -> Map.of("tenants", List.of()));
        bodies.put(
                "PUT /api/v1/custom-sizes",
                ids -> Map.of(
                        "minVcpus",
                        1,
                        "maxVcpus",
                        4,
                        "minMemoryMib",
                        256,
                        "maxMemoryMib",
                        4096,
                        "minDiskMib",
                        1024,
                        "maxDiskMib",
                        10240));
        bodies.put("PUT /api/v1/sizes/{size}/host-tags", ids -> Map.of("tags", List.of()));
        bodies.put("PUT /api/v1/images/{version}/about", ids -> Map.of("description", "For *tests*"));
        bodies.put("PUT /api/v1/images/{version}/logo", ids -> PictureSamples.png());
        bodies.put("PUT /api/v1/images/{version}/visibility", ids -> Map.of("visibility", "PUBLIC"));
        bodies.put("PUT /api/v1/images/{version}/state", ids -> Map.of("state", "PUBLISHED"));
        bodies.put("PUT /api/v1/images/{version}/featured", ids -> Map.of("featured", true));
        bodies.put("POST /api/v1/images/{version}/withdraw", ids -> Map.of("reason", "It does not boot."));
        bodies.put("PUT /api/v1/images/{version}/host-tags", ids -> Map.of("tags", List.of()));
        bodies.put(
                "POST /api/v1/placement-groups",
                ids -> Map.of("project", ids.apply("project"), "name", named("group"), "kind", "APART"));
        bodies.put(
                "POST /api/v1/quota-requests",
                ids -> Map.of(
                        "project",
                        ids.apply("project"),
                        "reason",
                        "More work.",
                        "lines",
                        List.of(Map.of("level", "PROJECT", "dimension", "VMS", "amount", 1))));
        bodies.put("POST /api/v1/quota-requests/{request}/refuse", ids -> Map.of("comment", "No."));
        people(world);
        bodies.put("POST /api/v1/sign-in-rules", ids -> rule());
        bodies.put("PUT /api/v1/sign-in-rules/{rule}", ids -> rule());
        bodies.put("POST /api/v1/sign-in-rules/{rule}/move", ids -> Map.of("position", 1));
        bodies.put("POST /api/v1/sign-in-rules/dry-run", ids -> Map.of("claims", "{}"));
        bodies.put("POST /api/v1/prices", ids -> prices());
        bodies.put("POST /api/v1/vms/{vm}/move", ids -> Map.of("project", ids.apply("project")));
        bodies.put("POST /api/v1/quota-templates", ids -> template());
        bodies.put("PUT /api/v1/quota-templates/{template}", ids -> template());
        bodies.put("PUT /api/v1/tenants/{tenant}/quota/template", ids -> Map.of("template", ids.apply("template")));
        for (String level : List.of(
                "/projects/{project}/quota/limits",
                "/projects/{project}/members/{user}/quota",
                "/tenants/{tenant}/quota")) {
            bodies.put("PUT /api/v1" + level, ids -> Map.of("vms", 1000));
        }
        repairs.put(
                "POST /api/v1/hosts/{host}/disable",
                who -> world.bean(Hosts.class).setEnabled(world.host.id(), true, ApiWorld.SYSTEM));
        repairs.put(
                "POST /api/v1/tenants/{tenant}/suspend",
                who -> world.client(cast.person(Who.ADMIN))
                        .post("/api/v1/tenants/" + world.home.project().tenant() + "/resume", Map.of()));
        repairs.put(
                "PUT /api/v1/custom-sizes", who -> world.bean(CustomSizes.class).forbid(ApiWorld.SYSTEM));
        repairs.put(
                "POST /api/v1/sizes/{size}/retire",
                who -> world.bean(Sizes.class).bringBack(world.size.id(), ApiWorld.SYSTEM));
        repairs.put("POST /api/v1/hosts/{host}/drain", who -> takeIntoUse());
        repairs.put("POST /api/v1/projects/{project}/leave", this::takeBack);
    }

    private void takeIntoUse() {
        var maintenance = world.bean(Maintenance.class);
        maintenance
                .underWay(world.host.id(), ApiWorld.SYSTEM)
                .ifPresent(o -> world.bean(Operations.class).cancel(o.id(), ApiWorld.SYSTEM));
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            if (world.bean(Hosts.class).get(world.host.id(), ApiWorld.SYSTEM).state() == HostState.MAINTENANCE) {
                maintenance.end(world.host.id(), ApiWorld.SYSTEM);
            }
            return world.bean(Hosts.class).get(world.host.id(), ApiWorld.SYSTEM).state() == HostState.ENABLED;
        });
    }

    private void people(ApiWorld world) {
        String tenants = "/api/v1/tenants";
        bodies.put("POST " + tenants, ids -> Map.of("name", named("tenant")));
        bodies.put("PATCH " + tenants + "/{tenant}", ids -> Map.of("name", named("tenant")));
        bodies.put(
                "POST " + tenants + "/{tenant}/suspend",
                ids -> Map.of("vms", "KEEP_RUNNING", "why", "It is not paid."));
        bodies.put("POST " + tenants + "/{tenant}/projects", ids -> Map.of("name", named("project")));
        bodies.put("POST " + tenants + "/{tenant}/administrators", ids -> Map.of("name", somebody(world)));
        String members = "/api/v1/projects/{project}/members";
        bodies.put("POST " + members, ids -> Map.of("name", somebody(world), "role", "PROJECT_VIEWER"));
        bodies.put("PUT " + members + "/{user}", ids -> Map.of("role", "PROJECT_VIEWER"));
        bodies.put("PATCH /api/v1/projects/{project}", ids -> Map.of("name", named("project")));
        bodies.put("POST /api/v1/users", ids -> Map.of("name", named("u"), "displayName", "Somebody"));
        bodies.put("PUT /api/v1/users/{user}/platform-role", ids -> Map.of("role", "PLATFORM_AUDITOR"));
    }

    /** Who is in no project yet. */
    private static String somebody(ApiWorld world) {
        return world.people.newStranger().user().name();
    }

    private void takeBack(Who who) {
        Role role = switch (who) {
            case VIEWER -> Role.PROJECT_VIEWER;
            case MANAGER -> Role.PROJECT_MANAGER;
            case MEMBER, OWNER -> Role.PROJECT_MEMBER;
            case NOBODY, STRANGER, TENANT_ADMIN, AUDITOR, ADMIN ->
                throw new AssertionError(who.words() + " is no member, and left");
        };
        world.bean(Tenants.class)
                .setMember(world.home.project().id(), cast.person(who).user().id(), role, ApiWorld.SYSTEM);
    }

    Object body(String route, Ids ids) {
        return bodies.getOrDefault(route, i -> Map.of()).apply(ids);
    }

    void repair(String route, Who who) {
        repairs.getOrDefault(route, w -> {}).accept(who);
    }

    private static Map<String, Object> draft() {
        return Map.of("name", named("image"), "os", "Test", "defaultUser", "test", "versionLabel", "1");
    }

    static Map<String, Object> rule() {
        return Map.of(
                "claim",
                "groups",
                "value",
                named("/group"),
                "role",
                "PROJECT_VIEWER",
                "tenant",
                named("tenant"),
                "create",
                true);
    }

    static Map<String, Object> template() {
        return Map.of("name", named("template"), "tenant", Map.of("vms", 1000));
    }

    /** From an hour of a month that is not over, and that nothing else has prices from. */
    static Map<String, Object> prices() {
        Instant from = Instant.now()
                .truncatedTo(ChronoUnit.HOURS)
                .plus(ThreadLocalRandom.current().nextInt(1, MOST_HOURS_AHEAD), ChronoUnit.HOURS);
        return Map.of(
                "validFrom",
                from.toString(),
                "currency",
                "EUR",
                "vm",
                1,
                "vcpu",
                1,
                "memoryGib",
                1,
                "diskGib",
                1,
                "runningVcpu",
                1,
                "runningMemoryGib",
                1);
    }

    private static Map<String, Object> launch(Ids ids) {
        return Map.of(
                "project", ids.apply("project"),
                "name", named("vm"),
                "image", ids.apply("version"),
                "size", ids.apply("size"),
                "network", ids.apply("network"));
    }

    private Map<String, Object> network() {
        return Map.of("name", named("net"), "kind", "BRIDGE", "source", world.network.source());
    }

    static String named(String what) {
        return what + "-" + Things.unique();
    }
}

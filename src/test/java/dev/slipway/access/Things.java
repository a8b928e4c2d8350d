package dev.slipway.access;

import dev.slipway.api.ApiWorld;
import dev.slipway.api.SshKeySample;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.Logos;
import dev.slipway.host.HostChecks;
import dev.slipway.host.HostDraft;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.identity.ApiTokens;
import dev.slipway.identity.Role;
import dev.slipway.identity.SshKeys;
import dev.slipway.intake.NewUpload;
import dev.slipway.intake.SigningKeys;
import dev.slipway.intake.Uploads;
import dev.slipway.intake.signature.TestSigner;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.PoolId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.network.AddressPools;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.Networks;
import dev.slipway.notice.Notifications;
import dev.slipway.notice.delivery.Webhooks;
import dev.slipway.operation.Operations;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Grants;
import dev.slipway.quota.Level;
import dev.slipway.quota.QuotaPath;
import dev.slipway.quota.QuotaTemplateDraft;
import dev.slipway.quota.QuotaTemplates;
import dev.slipway.quota.Quotas;
import dev.slipway.quota.request.Ask;
import dev.slipway.quota.request.Decision;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.quota.request.Wanted;
import dev.slipway.storage.StoragePoolDraft;
import dev.slipway.storage.StoragePools;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.IsoSamples;
import dev.slipway.testing.People;
import dev.slipway.testing.PictureSamples;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.adopt.Pets;
import dev.slipway.vm.adopt.UnknownDomains;
import dev.slipway.vm.backup.Backups;
import dev.slipway.vm.disk.DiskName;
import dev.slipway.vm.disk.DiskSize;
import dev.slipway.vm.disk.Disks;
import dev.slipway.vm.filter.SavedFilters;
import dev.slipway.vm.group.GroupKind;
import dev.slipway.vm.group.PlacementGroups;
import dev.slipway.vm.nic.Nics;
import dev.slipway.vm.owner.Payers;
import dev.slipway.vm.snapshot.SnapshotName;
import dev.slipway.vm.snapshot.Snapshots;
import dev.slipway.vm.warm.WarmPoolDraft;
import dev.slipway.vm.warm.WarmPools;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * Real things of the home project and its owner, by the name that a path gives them. Each is made when first asked for,
 * and made anew once it was changed.
 */
final class Things {
    /** What stays, however it was changed. */
    private static final Set<String> LASTING = Set.of("project", "tenant", "host");

    private final ApiWorld world;
    private final Cast cast;
    private final Map<String, Supplier<Object>> makers = new HashMap<>();
    private final Map<String, String> made = new HashMap<>();

    Things(ApiWorld world, Cast cast) {
        this.world = world;
        this.cast = cast;
        limit();
        // So that the host is needed by somebody, and stays.
        world.running(world.home, "stays-" + unique());
        makers.put("project", () -> world.home.project().id());
        makers.put("tenant", () -> world.home.project().tenant());
        makers.put("host", world.host::id);
        makers.put("check", this::check);
        makers.put("domain", this::domain);
        makers.put("pool", this::pool);
        makers.put("volume", this::volume);
        makers.put("version", () -> {
            var image = world.publish(world.home.project().scope());
            world.bean(Logos.class).put(image.version(), PictureSamples.png(), ApiWorld.SYSTEM);
            return image.version();
        });
        makers.put(
                "upload",
                () -> world.bean(Uploads.class)
                        .begin(
                                new NewUpload("disk.qcow2", 1000, Optional.empty(), Optional.empty()),
                                world.people.newAdministrator().actor())
                        .id());
        makers.put(
                "signingkey",
                () -> world.bean(SigningKeys.class)
                        .add(
                                Samples.named("maker"),
                                new TestSigner(Samples.named("maker")).publicKey(),
                                ApiWorld.SYSTEM)
                        .id());
        makers.put(
                "warmpool",
                () -> world.bean(WarmPools.class)
                        .create(warmPool(), world.people.newAdministrator().actor())
                        .id());
        makers.put("disc", () -> IsoSamples.published(world.bean(Images.class)).version());
        makers.put("number", () -> 1);
        makers.put("size", world.size::id);
        makers.put(
                "network",
                () -> world.bean(Networks.class)
                        .register(Samples.named("net"), "", NetworkKind.BRIDGE, world.network.source(), ApiWorld.SYSTEM)
                        .id());
        makers.put("addresspool", this::addressPool);
        makers.put("vm", () -> world.running(world.home, "vm-" + unique()));
        makers.put("snapshot", this::snapshot);
        makers.put("disk", this::disk);
        makers.put("backup", this::backup);
        makers.put("nic", this::nic);
        makers.put("operation", this::operation);
        makers.put(
                "group",
                () -> world.bean(PlacementGroups.class)
                        .create(world.home.project().id(), "group " + unique(), GroupKind.APART, false, ApiWorld.SYSTEM)
                        .id());
        makers.put(
                "key",
                () -> world.bean(SshKeys.class)
                        .add(
                                "key " + unique(),
                                SshKeySample.fresh(),
                                cast.person(Who.OWNER).actor())
                        .id());
        makers.put(
                "token",
                () -> world.bean(ApiTokens.class)
                        .issue(
                                "token " + unique(),
                                Optional.empty(),
                                cast.person(Who.OWNER).actor())
                        .token()
                        .id());
        makers.put(
                "filter",
                () -> world.bean(SavedFilters.class)
                        .save(
                                Samples.named("filter"),
                                new VmQuery(world.home.project().id(), Optional.of("web"), Set.of()),
                                cast.person(Who.OWNER).actor())
                        .id());
        makers.put("user", this::user);
        makers.put("member", this::user);
        makers.put("session", this::session);
        makers.put(
                "rule",
                () -> made("/api/v1/sign-in-rules", Samples.rule()).path("id").asString());
        makers.put(
                "template",
                () -> world.bean(QuotaTemplates.class)
                        .create(new QuotaTemplateDraft(Samples.named("template"), Map.of()), ApiWorld.SYSTEM)
                        .id());
        makers.put(
                "validfrom",
                () -> made("/api/v1/prices", Samples.prices()).path("validFrom").asString());
        makers.put("notification", this::notification);
        makers.put(
                "webhook",
                () -> world.bean(Webhooks.class)
                        .add(
                                Samples.named("hook"),
                                "https://192.0.2.1/hook",
                                cast.person(Who.OWNER).actor())
                        .webhook()
                        .id());
        makers.put("request", () -> request(Optional.empty()));
        makers.put("grant", this::grant);
    }

    /** More can be asked for only of what is limited. */
    private void limit() {
        var quotas = world.bean(Quotas.class);
        var home = world.home.project();
        Map<Dimension, OptionalLong> plenty = Map.of(Dimension.VMS, OptionalLong.of(1000));
        quotas.limitProject(home.tenant(), home.id(), plenty, ApiWorld.SYSTEM);
        UserId owner = cast.person(Who.OWNER).user().id();
        quotas.limitMember(home.tenant(), home.id(), owner, plenty, ApiWorld.SYSTEM);
    }

    /** One that there is not yet; nothing waits in it. */
    WarmPoolDraft warmPool() {
        var network = world.bean(Networks.class)
                .register(Samples.named("net"), "", NetworkKind.BRIDGE, world.network.source(), ApiWorld.SYSTEM);
        return new WarmPoolDraft(
                world.image.version(),
                world.size.id(),
                network.id(),
                world.home.project().id(),
                0);
    }

    /** @throws AssertionError if nobody has said yet how to make such a thing */
    String id(String name) {
        Supplier<Object> maker = makers.get(name);
        if (maker == null) {
            throw new AssertionError("A path names a {" + name + "}. Say in Things how to make a real one of the home"
                    + " project, so that strangers can be tried with it.");
        }
        String known = made.get(name);
        if (known == null) {
            // Making one may ask for another.
            known = maker.get().toString();
            made.put(name, known);
        }
        return known;
    }

    Map<String, String> ids(Collection<String> names) {
        Map<String, String> ids = new HashMap<>();
        names.forEach(name -> ids.put(name, id(name)));
        return ids;
    }

    /** All that a stranger must never read. */
    Collection<String> secrets() {
        return ids(Set.of(
                        "project",
                        "tenant",
                        "vm",
                        "disk",
                        "backup",
                        "nic",
                        "operation",
                        "key",
                        "token",
                        "request",
                        "grant",
                        "host"))
                .values();
    }

    void changed(Collection<String> names) {
        names.stream().filter(name -> !LASTING.contains(name)).forEach(made::remove);
        if (names.contains("vm")) {
            made.remove("snapshot");
            made.remove("nic");
        }
    }

    private Object addressPool() {
        var network = world.bean(Networks.class)
                .register(Samples.named("net"), "", NetworkKind.BRIDGE, Samples.named("br"), ApiWorld.SYSTEM);
        return world.bean(AddressPools.class)
                .add(network.id(), Samples.POOL, ApiWorld.SYSTEM)
                .id();
    }

    /** Of a host that is not registered yet; ended. */
    private Object check() {
        var draft = HostDraft.of(Samples.named("host"), "simulated:" + Samples.named("m"), "/pool", Optional.empty());
        var checks = world.bean(HostChecks.class);
        var id = checks.begin(draft, ApiWorld.SYSTEM).id();
        Awaitility.await().until(() -> checks.get(id, ApiWorld.SYSTEM).ended());
        return id;
    }

    /** The launch of a VM is told to whose it is. */
    private Object notification() {
        id("vm");
        return world.bean(Notifications.class)
                .list(false, Optional.empty(), 1, cast.person(Who.OWNER).actor())
                .getFirst()
                .id();
    }

    /** Adoptable, on the host. */
    private Object domain() {
        var spec = Pets.define(world.machine, world.host.pool(), Samples.named("pet"), world.network.source());
        var domains = world.bean(UnknownDomains.class);
        Awaitility.await()
                .atMost(ApiWorld.SOON)
                .until(() -> domains.list(world.host.id(), ApiWorld.SYSTEM).stream()
                        .anyMatch(d -> d.id().value().equals(spec.vm().value())));
        return spec.vm();
    }

    /** With nothing in it that anybody needs. */
    private Object pool() {
        var pools = world.bean(StoragePools.class);
        var name = Samples.named("pool");
        ended(pools.create(world.host.id(), StoragePoolDraft.directory(name, "/srv/" + name), ApiWorld.SYSTEM));
        return pools.list(world.host.id(), ApiWorld.SYSTEM).stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** In the pool, and nobody's. */
    private Object volume() {
        var pools = world.bean(StoragePools.class);
        var pool = pools.get(PoolId.parse(id("pool")), ApiWorld.SYSTEM);
        var name = Samples.named("volume");
        world.machine.virsh().createVolume(new VolumeRef(pool.name(), name), 10);
        ended(pools.refresh(pool.id(), ApiWorld.SYSTEM));
        return name;
    }

    private void ended(OperationId operation) {
        var operations = world.bean(Operations.class);
        Awaitility.await()
                .atMost(ApiWorld.SOON)
                .until(() -> operations.get(operation, ApiWorld.SYSTEM).state().isFinal());
    }

    /** Of the VM that there is. */
    private Object snapshot() {
        var vm = VmId.parse(id("vm"));
        var snapshots = world.bean(Snapshots.class);
        ended(snapshots.take(vm, new SnapshotName(Samples.named("snapshot")), "", ApiWorld.SYSTEM));
        return snapshots.of(vm, ApiWorld.SYSTEM).all().getLast().id();
    }

    /** Of a VM of its own, which nothing else is done with. */
    private Object disk() {
        var vm = VmId.parse(world.running(world.home, "has-disk-" + unique()));
        var disks = world.bean(Disks.class);
        ended(disks.create(vm, new DiskName(Samples.named("disk")), new DiskSize(1024), ApiWorld.SYSTEM));
        return disks.of(vm, ApiWorld.SYSTEM).getFirst().id();
    }

    /** Of a VM of its own, which is off, so that it can be restored there. */
    private Object backup() {
        var vm = VmId.parse(world.running(world.home, "has-backup-" + unique()));
        ended(world.bean(VirtualMachines.class).forceOff(vm, ApiWorld.SYSTEM));
        var backups = world.bean(Backups.class);
        ended(backups.make(vm, ApiWorld.SYSTEM));
        return backups.of(vm, ApiWorld.SYSTEM).all().getFirst().id();
    }

    /** Of the VM that there is: the one that it was launched with. */
    private Object nic() {
        return world.bean(Nics.class)
                .of(VmId.parse(id("vm")), ApiWorld.SYSTEM)
                .all()
                .getFirst()
                .id();
    }

    private Object operation() {
        UUID vm = UUID.fromString(id("vm"));
        return world.bean(Operations.class).ofTarget(vm, 1).getFirst().id();
    }

    /** A member of the project who administers its tenant, so that either can be ended. */
    private Object user() {
        var user = world.people
                .newMember(world.home.project().id(), Role.PROJECT_MEMBER)
                .user()
                .id();
        world.bean(Tenants.class).setTenantAdmin(world.home.project().tenant(), user, true, ApiWorld.SYSTEM);
        return user;
    }

    private String session() {
        var owner = cast.person(Who.OWNER);
        var browser = world.visitor();
        browser.signIn(owner.user().name(), People.PASSWORD);
        return world.home
                .api()
                .get("/api/v1/me/sessions")
                .body()
                .path(0)
                .path("id")
                .asString();
    }

    private JsonNode made(String collection, Object body) {
        Answer answer = world.client(cast.person(Who.ADMIN)).post(collection, body);
        if (answer.status() != 201) {
            throw new AssertionError(collection + " makes nothing: " + answer.text());
        }
        return answer.body();
    }

    private QuotaRequestId request(Optional<Instant> until) {
        var owner = cast.person(Who.OWNER).actor();
        ProjectId project = world.home.project().id();
        QuotaPath path = world.bean(Payers.class).of(project, Optional.empty(), owner);
        var ask = new Ask(path, Map.of(new Wanted(Level.MEMBER, Dimension.VMS), 1L), until, "More work.");
        return world.bean(QuotaRequests.class).ask(ask, owner).request().id();
    }

    private Object grant() {
        var requests = world.bean(QuotaRequests.class);
        var admin = cast.person(Who.ADMIN).actor();
        String open = made.get("request");
        if (open != null) {
            requests.refuse(QuotaRequestId.parse(open), "Asked anew.", admin);
            made.remove("request");
        }
        QuotaRequestId request = request(Optional.of(Instant.now().plus(Duration.ofDays(3))));
        requests.approve(request, Decision.AS_ASKED, admin);
        return world.bean(Grants.class).ofRequest(request, admin).getFirst().id();
    }

    static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}

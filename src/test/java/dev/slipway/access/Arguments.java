package dev.slipway.access;

import dev.slipway.api.ApiWorld;
import dev.slipway.api.SshKeySample;
import dev.slipway.audit.AuditQuery;
import dev.slipway.catalog.CustomRange;
import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageAbout;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.host.HostDraft;
import dev.slipway.host.HostPolicy;
import dev.slipway.hypervisor.SshKeyPairs;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.intake.NewImport;
import dev.slipway.intake.NewUpload;
import dev.slipway.intake.signature.TestSigner;
import dev.slipway.kernel.AddressPoolId;
import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.DomainId;
import dev.slipway.kernel.HostCheckId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NicId;
import dev.slipway.kernel.NotificationId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.PlacementGroupId;
import dev.slipway.kernel.PoolId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaGrantId;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.QuotaTemplateId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.RuleId;
import dev.slipway.kernel.SessionId;
import dev.slipway.kernel.SigningKeyId;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.SnapshotId;
import dev.slipway.kernel.SshKeyId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.TokenId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmFilterId;
import dev.slipway.kernel.VmId;
import dev.slipway.kernel.WarmPoolId;
import dev.slipway.kernel.WebhookId;
import dev.slipway.network.BridgeWish;
import dev.slipway.network.Distribution;
import dev.slipway.network.NetworkDraft;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.PoolDraft;
import dev.slipway.notice.NoticeKind;
import dev.slipway.notice.Preferences;
import dev.slipway.notice.Way;
import dev.slipway.operation.OperationRequest;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.PlannedCharge;
import dev.slipway.quota.QuotaPath;
import dev.slipway.quota.QuotaTemplateDraft;
import dev.slipway.quota.Raise;
import dev.slipway.quota.request.Ask;
import dev.slipway.quota.request.Decision;
import dev.slipway.quota.request.RequestQuery;
import dev.slipway.quota.request.Wanted;
import dev.slipway.sso.RuleDraft;
import dev.slipway.storage.StoragePoolDraft;
import dev.slipway.tenant.NewTenant;
import dev.slipway.testing.PictureSamples;
import dev.slipway.testing.TlsSamples;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmTags;
import dev.slipway.vm.adopt.Adoption;
import dev.slipway.vm.autosnapshot.SnapshotPlan;
import dev.slipway.vm.backup.RestoreRequest;
import dev.slipway.vm.bulk.BulkVerb;
import dev.slipway.vm.bulk.BulkWish;
import dev.slipway.vm.clone.CloneRequest;
import dev.slipway.vm.disk.DiskName;
import dev.slipway.vm.disk.DiskSize;
import dev.slipway.vm.group.GroupKind;
import dev.slipway.vm.launch.LaunchPolicy;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.launch.LaunchSet;
import dev.slipway.vm.launch.Numbering;
import dev.slipway.vm.launch.SizeWish;
import dev.slipway.vm.lease.LeasePolicy;
import dev.slipway.vm.promote.PromotionRequest;
import dev.slipway.vm.schedule.PowerSchedule;
import dev.slipway.vm.schedule.WeekPattern;
import dev.slipway.vm.snapshot.SnapshotName;
import dev.slipway.vm.warm.WarmPoolDraft;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;

/** Arguments with nothing wrong about them, that name real things of the home project wherever an id is asked for. */
final class Arguments {
    /** Types that say which thing is meant. */
    private static final Set<String> NAMING = Set.of(
            "dev.slipway.kernel.",
            UUID.class.getName(),
            Scope.class.getName(),
            QuotaPath.class.getName(),
            VmQuery.class.getName(),
            LaunchRequest.class.getName(),
            LaunchSet.class.getName(),
            Adoption.class.getName(),
            Ask.class.getName());

    private final Things things;
    private final Map<String, Supplier<Object>> samples = new HashMap<>();

    Arguments(ApiWorld world, Things things) {
        this.things = things;
        ids();
        words();
        samples.put("authority", () -> TlsSamples.CERTIFICATE);
        samples.put("certificate", () -> TlsSamples.CERTIFICATE);
        samples.put("certificateKey", () -> TlsSamples.KEY);
        samples.put("privateKey", () -> world.bean(SshKeyPairs.class).fresh().privateKey());
        var home = world.home.project();
        QuotaPath path = new QuotaPath(
                home.tenant(),
                home.tenantName(),
                home.id(),
                home.name(),
                world.home.person().user().id(),
                world.home.person().user().name());
        sample(Scope.class, home::scope);
        sample(QuotaPath.class, () -> path);
        sample(Pageable.class, () -> PageRequest.of(0, 100));
        sample(Amounts.class, () -> new Amounts(1, 1, 256, 1024, 0, 0));
        sample(Resources.class, () -> new Resources(1, 256, 1024));
        sample(HostPolicy.class, () -> HostPolicy.AS_SET);
        sample(HostTags.class, () -> HostTags.NONE);
        sample(GroupKind.class, () -> GroupKind.APART);
        sample(Role.class, () -> Role.PROJECT_VIEWER);
        sample(Permission.class, () -> Permission.PROJECT_READ);
        sample(NetworkKind.class, () -> NetworkKind.BRIDGE);
        sample(
                NetworkDraft.class,
                () -> NetworkDraft.of(Samples.named("net"), "", NetworkKind.BRIDGE, world.network.source()));
        sample(PoolDraft.class, () -> Samples.POOL);
        sample(BridgeWish.class, () -> new BridgeWish(Distribution.DEBIAN, "eth0", "br0", Optional.empty()));
        sample(NewUpload.class, () -> new NewUpload("disk", 1000, Optional.empty(), Optional.empty()));
        sample(
                NewImport.class,
                () -> new NewImport("https://192.0.2.1/disk.qcow2", Optional.empty(), Optional.empty()));
        sample(InputStream.class, InputStream::nullInputStream);
        sample(Path.class, () -> Path.of("/nonexistent/image.qcow2"));
        sample(ImageAbout.class, () -> ImageAbout.of("For *tests*"));
        sample(ImageDraft.class, () -> new ImageDraft("i", "", "D", "debian", Firmware.BIOS, true, true, 1, "1"));
        sample(
                HostDraft.class,
                () -> HostDraft.of(
                        Samples.named("host"), "simulated:" + Samples.named("m"), "/pool", Optional.empty()));
        sample(
                PromotionRequest.class,
                () -> new PromotionRequest(
                        new ImageDraft(Samples.named("i"), "", "D", "debian", Firmware.BIOS, true, true, 1, "1"),
                        false,
                        Optional.empty(),
                        false,
                        false));
        sample(
                CloneRequest.class,
                () -> new CloneRequest(new Numbering(Samples.named("clone"), 1, OptionalInt.empty()), true, true));
        sample(LaunchPolicy.class, () -> LaunchPolicy.FREE);
        sample(Preferences.class, () -> new Preferences(Map.of(NoticeKind.VM_STOPPED, Set.of(Way.BELL))));
        sample(LeasePolicy.class, () -> new LeasePolicy(30, OptionalInt.empty(), OptionalInt.empty(), 7));
        sample(
                SnapshotPlan.class,
                () -> new SnapshotPlan(Set.of(DayOfWeek.MONDAY), LocalTime.MIDNIGHT, ZoneOffset.UTC, 1));
        sample(PowerSchedule.class, () -> new PowerSchedule(WeekPattern.OFFICE_HOURS, ZoneOffset.UTC, false));
        sample(VmQuery.class, () -> new VmQuery(home.id(), Optional.empty(), Set.of()));
        sample(
                LaunchRequest.class,
                () -> new LaunchRequest(
                        home.id(),
                        Samples.named("vm"),
                        world.image.version(),
                        world.size.id(),
                        world.network.id(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
        sample(DiskName.class, () -> new DiskName(Samples.named("disk")));
        sample(DiskSize.class, () -> new DiskSize(2048));
        sample(SnapshotName.class, () -> new SnapshotName(Samples.named("snapshot")));
        sample(VmTags.class, () -> VmTags.of(List.of("course-a")));
        sample(
                BulkWish.class,
                () -> new BulkWish(BulkVerb.ADD_TAG, List.of(new VmId(vm())), Optional.of(Samples.named("tag"))));
        sample(PlannedCharge.class, () -> new PlannedCharge(path, new Amounts(0, 0, 0, 0, 1, 256)));
        sample(SizeWish.class, () -> new SizeWish.Curated(world.size.id()));
        sample(Numbering.class, () -> new Numbering(Samples.named("vm"), 2, OptionalInt.empty()));
        sample(LaunchSet.class, () -> {
            var launch =
                    (LaunchRequest) samples.get(LaunchRequest.class.getName()).get();
            return new LaunchSet(launch, new Numbering(launch.name(), 2, OptionalInt.empty()));
        });
        sample(CustomRange.class, () -> new CustomRange(new Resources(1, 256, 1024), new Resources(4, 4096, 10240)));
        sample(
                Adoption.class,
                () -> new Adoption(
                        HostId.parse(things.id("host")),
                        DomainId.parse(things.id("domain")),
                        home.id(),
                        Optional.of(world.home.person().user().id()),
                        Samples.named("vm")));
        sample(StoragePoolDraft.class, () -> StoragePoolDraft.directory(Samples.named("pool"), "/srv/archive"));
        samples.put("volume", () -> things.id("volume"));
        sample(
                OperationRequest.class,
                () -> new OperationRequest("vm.delete", "vm", vm(), "vm", home.scope(), Map.of()));
        sample(Ask.class, () -> new Ask(path, wanted(), Optional.empty(), "More work."));
        sample(Decision.class, () -> Decision.AS_ASKED);
        sample(Raise.class, () -> new Raise(Level.MEMBER, Dimension.VMS, 1, Optional.empty()));
        sample(RequestQuery.class, () -> new RequestQuery(RequestQuery.Box.ALL, Optional.empty(), Set.of()));
        samples.put("java.util.Map<" + Wanted.class.getName() + ", java.lang.Long>", Arguments::wanted);
        samples.put(
                "java.util.Map<" + Dimension.class.getName() + ", java.util.OptionalLong>",
                () -> Map.of(Dimension.VMS, OptionalLong.of(500)));
        samples.put(
                "java.util.Map<" + Dimension.class.getName() + ", java.math.BigDecimal>",
                () -> Map.of(Dimension.VMS, BigDecimal.ONE));
        samples.put(
                "java.util.Map<" + Dimension.class.getName() + ", java.lang.Long>", () -> Map.of(Dimension.VMS, 1L));
        sample(NewTenant.class, () -> new NewTenant(Samples.named("tenant"), Optional.empty(), Optional.empty()));
        sample(AuditQuery.class, () -> AuditQuery.ALL);
        sample(YearMonth.class, () -> YearMonth.now(ZoneOffset.UTC));
        sample(Appendable.class, StringBuilder::new);
        sample(QuotaTemplateDraft.class, () -> new QuotaTemplateDraft(Samples.named("template"), Map.of()));
        sample(
                RuleDraft.class,
                () -> new RuleDraft(
                        "groups",
                        Samples.named("/group"),
                        Role.PROJECT_VIEWER,
                        Optional.of(Samples.named("tenant")),
                        Optional.empty(),
                        true));
        sample(boolean.class, () -> true);
        sample(OptionalLong.class, OptionalLong::empty);
        sample(WarmPoolDraft.class, things::warmPool);
        sample(int.class, () -> 5);
        sample(long.class, () -> 5L);
        sample(Duration.class, () -> Duration.ofDays(1));
        sample(Instant.class, () -> Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(1)));
    }

    private void ids() {
        sample(PlacementGroupId.class, () -> PlacementGroupId.parse(things.id("group")));
        sample(IntakeId.class, () -> IntakeId.parse(things.id("upload")));
        sample(VmId.class, () -> new VmId(vm()));
        sample(ProjectId.class, () -> ProjectId.parse(things.id("project")));
        sample(TenantId.class, () -> TenantId.parse(things.id("tenant")));
        sample(UserId.class, () -> UserId.parse(things.id("user")));
        sample(OperationId.class, () -> OperationId.parse(things.id("operation")));
        sample(SshKeyId.class, () -> SshKeyId.parse(things.id("key")));
        sample(WarmPoolId.class, () -> WarmPoolId.parse(things.id("warmpool")));
        sample(SigningKeyId.class, () -> SigningKeyId.parse(things.id("signingkey")));
        sample(VmFilterId.class, () -> VmFilterId.parse(things.id("filter")));
        sample(TokenId.class, () -> TokenId.parse(things.id("token")));
        sample(HostCheckId.class, () -> HostCheckId.parse(things.id("check")));
        sample(PoolId.class, () -> PoolId.parse(things.id("pool")));
        sample(DomainId.class, () -> DomainId.parse(things.id("domain")));
        sample(HostId.class, () -> HostId.parse(things.id("host")));
        sample(ImageVersionId.class, () -> ImageVersionId.parse(things.id("version")));
        sample(DiskId.class, () -> DiskId.parse(things.id("disk")));
        sample(BackupId.class, () -> BackupId.parse(things.id("backup")));
        sample(RestoreRequest.class, () -> new RestoreRequest(Samples.named("restored"), false));
        sample(NicId.class, () -> NicId.parse(things.id("nic")));
        sample(SnapshotId.class, () -> SnapshotId.parse(things.id("snapshot")));
        sample(SizeId.class, () -> SizeId.parse(things.id("size")));
        sample(AddressPoolId.class, () -> AddressPoolId.parse(things.id("addresspool")));
        sample(NetworkId.class, () -> NetworkId.parse(things.id("network")));
        sample(QuotaRequestId.class, () -> QuotaRequestId.parse(things.id("request")));
        sample(RuleId.class, () -> RuleId.parse(things.id("rule")));
        sample(QuotaTemplateId.class, () -> new QuotaTemplateId(UUID.fromString(things.id("template"))));
        sample(SessionId.class, () -> new SessionId(UUID.fromString(things.id("session"))));
        sample(NotificationId.class, () -> NotificationId.parse(things.id("notification")));
        sample(WebhookId.class, () -> WebhookId.parse(things.id("webhook")));
        sample(QuotaGrantId.class, () -> QuotaGrantId.parse(things.id("grant")));
        sample(UUID.class, this::vm);
    }

    private void words() {
        samples.put("put picture", PictureSamples::png);
        samples.put("insert number", () -> 1);
        samples.put("insert version", () -> ImageVersionId.parse(things.id("disc")));
        samples.put("eject number", () -> 1);
        samples.put("name", () -> Samples.named("name"));
        samples.put("remove validFrom", () -> Instant.parse(things.id("validfrom")));
        samples.put(
                "java.util.Map<" + UserId.class.getName() + ", java.lang.String>",
                () -> Map.of(UserId.parse(things.id("user")), "somebody"));
        samples.put("ask address", () -> "somebody@example.org");
        samples.put("confirm code", () -> "00000000");
        samples.put("add url", () -> "https://192.0.2.1/hook");
        samples.put("currency", () -> "EUR");
        samples.put("armouredKey", () -> new TestSigner("Maker " + Samples.named("k")).publicKey());
        samples.put("tag", () -> Samples.named("tag"));
        samples.put("claims", () -> "{}");
        samples.put("publicKey", SshKeySample::fresh);
        samples.put("source", () -> Samples.named("br"));
        sample(String.class, () -> "correct horse battery staple");
    }

    private <T> void sample(Class<T> type, Supplier<? extends T> sample) {
        samples.put(type.getName(), sample::get);
    }

    private UUID vm() {
        return UUID.fromString(things.id("vm"));
    }

    private static Map<Wanted, Long> wanted() {
        return Map.of(new Wanted(Level.PROJECT, Dimension.VMS), 1L);
    }

    /** Whether it is called for a thing that somebody has, rather than for all that are the caller's. */
    static boolean namesThings(Method method) {
        return Arrays.stream(method.getGenericParameterTypes())
                .map(Type::getTypeName)
                .anyMatch(type -> NAMING.stream().anyMatch(type::contains));
    }

    Object[] of(Method method, Actor actor) {
        Parameter[] parameters = method.getParameters();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            Parameter p = parameters[i];
            arguments[i] = p.getType() == Actor.class ? actor : argument(p, method);
        }
        return arguments;
    }

    private Object argument(Parameter p, Method method) {
        Supplier<Object> here = samples.get(method.getName() + " " + p.getName());
        if (here != null) {
            return here.get();
        }
        if (p.getType() == String.class && samples.containsKey(p.getName())) {
            return samples.get(p.getName()).get();
        }
        return value(p.getParameterizedType())
                .orElseThrow(
                        () -> new AssertionError(
                                method + " asks for " + p
                                        + ". Say in Arguments what to give, with real ids of the home project where it names something."));
    }

    private Optional<Object> value(Type type) {
        Supplier<Object> sample = samples.get(type.getTypeName());
        if (sample != null) {
            return Optional.of(sample.get());
        }
        if (type instanceof Class<?> array && array.isArray()) {
            return Optional.of(Array.newInstance(array.getComponentType(), 0));
        }
        if (type instanceof Class<?> constants && constants.isEnum()) {
            return Optional.of(constants.getEnumConstants()[0]);
        }
        if (type instanceof ParameterizedType many && many.getRawType() instanceof Class<?> raw) {
            if (raw == Optional.class) {
                return Optional.of(Optional.empty());
            }
            if (raw == Map.class) {
                return Optional.empty();
            }
            if (Collection.class.isAssignableFrom(raw)) {
                return value(many.getActualTypeArguments()[0])
                        .map(element -> raw == Set.class ? Set.of(element) : List.of(element));
            }
        }
        return Optional.empty();
    }
}

package dev.slipway.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.DirectHypervisors;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.MigrationContract;
import dev.slipway.hypervisor.MigrationPlan;
import dev.slipway.hypervisor.MigrationPlan.Disks;
import dev.slipway.hypervisor.PeerAddress;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.testing.TestGuest;
import dev.slipway.testing.TestLab;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two real hosts, whose pools are at different places, hand real guests to each other. */
@Tag("real")
class LabMigrationTest implements MigrationContract {
    private static final VolumeRef BASE = new VolumeRef("images", "test-guest.qcow2");
    private static final HostId HOST = HostId.random();
    private static final HostId OTHER = HostId.random();
    private static TestLab lab;
    private static Hypervisors hypervisors;

    @BeforeAll
    static void start() {
        lab = TestLab.start(2);
        hypervisors =
                DirectHypervisors.over(new LibvirtAdapter(Limits.ordinary(), Limits.NO_SECRETS, Clock.systemUTC()));
        put(HOST, lab.uri(1), lab.fact("pool"));
        put(OTHER, lab.uri(2), lab.fact("pool") + "/elsewhere");
    }

    private static void put(HostId id, String uri, String path) {
        hypervisors.register(id, new HostConnection(uri));
        hypervisors.on(id).ensurePool(BASE.pool(), path);
        var image = TestGuest.qcow2();
        hypervisors.on(id).upload(BASE, VolumeFormat.QCOW2, new ByteArrayInputStream(image), image.length, sent -> {});
    }

    @AfterAll
    static void stop() {
        hypervisors.unregister(HOST);
        hypervisors.unregister(OTHER);
        lab.close();
    }

    @Test
    void saysThatStorageWhichLooksSharedIsNotKnownToBe() {
        var domain = traveller();
        var run = UUID.randomUUID();

        host().migrate(
                        domain,
                        new MigrationPlan(
                                run, other().peer().orElseThrow(), Disks.SHARED, Map.of(), OptionalLong.empty()));

        await().untilAsserted(() -> assertThatThrownBy(() -> host().migration(domain, run))
                .isInstanceOf(HypervisorProblem.class)
                .hasMessageContaining("may be shared")
                .hasMessageContaining("shut the VM down"));
        assertThat(host().observe(domain).orElseThrow().power().isOn()).isTrue();
    }

    @Test
    void goesBySshWithTheKeysOfTheHosts() {
        var domain = traveller();

        host().migrate(domain, bySsh(plan(domain, OptionalLong.empty()), "root"));

        await().untilAsserted(() -> assertThat(host().observe(domain)).isEmpty());
        assertThat(other().observe(domain).orElseThrow().power().isOn()).isTrue();
    }

    @Test
    void goesByTlsWithTheCertificatesOfTheHosts() {
        var domain = traveller();
        var byTls = HostId.random();
        hypervisors.register(byTls, new HostConnection(lab.tlsUri(2)));
        try {
            var plan = plan(domain, OptionalLong.empty());
            var there = hypervisors.on(byTls).peer().orElseThrow();
            assertThat(there.uri()).startsWith("qemu+tls://");

            host().migrate(
                            domain,
                            new MigrationPlan(plan.run(), there, plan.disks(), plan.paths(), plan.mibPerSecond()));

            await().untilAsserted(() -> assertThat(host().observe(domain)).isEmpty());
            assertThat(other().observe(domain).orElseThrow().power().isOn()).isTrue();
        } finally {
            hypervisors.unregister(byTls);
        }
    }

    @Test
    void saysThatTheOtherHostDoesNotLetItIn() {
        var domain = traveller();
        var plan = bySsh(plan(domain, OptionalLong.empty()), "nobody");

        host().migrate(domain, plan);

        await().untilAsserted(() -> assertThatThrownBy(() -> host().migration(domain, plan.run()))
                .isInstanceOf(HypervisorProblem.class)
                .hasMessageContaining("is not let in")
                .hasMessageContaining("authorized_keys"));
        assertThat(host().observe(domain).orElseThrow().power().isOn()).isTrue();
    }

    private static MigrationPlan bySsh(MigrationPlan plan, String user) {
        var to = plan.to();
        var uri = "qemu+ssh://" + user + "@" + to.hostname() + "/system";
        return new MigrationPlan(
                plan.run(), new PeerAddress(uri, to.hostname()), plan.disks(), plan.paths(), plan.mibPerSecond());
    }

    @Test
    void saysThatBothAreTheSameMachine() {
        var clones = TestLab.start(2, "--same-uuid");
        try {
            var one = HostId.random();
            var two = HostId.random();
            put(one, clones.uri(1), clones.fact("pool"));
            put(two, clones.uri(2), clones.fact("pool"));
            var spec = spec();
            var disk = disk(spec.vm().value());
            hypervisors.on(one).createOverlay(disk, base(), 64);
            hypervisors.on(two).createOverlay(disk, base(), 64);
            hypervisors.on(one).define(spec(spec.vm(), disk));
            hypervisors.on(one).start(spec.vm().value());
            var run = UUID.randomUUID();
            hypervisors
                    .on(one)
                    .migrate(
                            spec.vm().value(),
                            new MigrationPlan(
                                    run,
                                    hypervisors.on(two).peer().orElseThrow(),
                                    Disks.COPIED,
                                    Map.of(),
                                    OptionalLong.empty()));

            await().untilAsserted(() -> assertThatThrownBy(
                            () -> hypervisors.on(one).migration(spec.vm().value(), run))
                    .isInstanceOf(HypervisorProblem.class)
                    .hasMessageContaining("the same host UUID"));
            hypervisors.unregister(one);
            hypervisors.unregister(two);
        } finally {
            clones.close();
        }
    }

    /** Only the way between the two, not the portal's. */
    @Override
    public void joined(boolean joined) {
        var route = joined ? "delete" : "add";
        var there = lab.uri(2).replaceAll(".*//|/.*", "");
        lab.exec("1", "ip", "route", route, "unreachable", there);
    }

    @Override
    public Hypervisors hypervisors() {
        return hypervisors;
    }

    @Override
    public HostId hostId() {
        return HOST;
    }

    @Override
    public HostId otherId() {
        return OTHER;
    }

    @Override
    public String pool() {
        return BASE.pool();
    }

    @Override
    public VolumeRef base() {
        return BASE;
    }

    @Override
    public ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}

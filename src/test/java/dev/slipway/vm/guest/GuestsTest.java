package dev.slipway.vm.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.GuestReport;
import dev.slipway.hypervisor.GuestReport.FileSystem;
import dev.slipway.identity.Role;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmWorld;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What guests say of themselves. */
@SlipwayTest
class GuestsTest {
    private static final long GIB = 1L << 30;

    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private Guests guests;
    private GuestRows rows;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        guests = world.bean(Guests.class);
        rows = world.bean(GuestRows.class);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void isSeenByItselfWhileItRunsAndNotAfterwards() {
        var vm = reporting("web-1");

        assertThat(guests.of(vm, world.actor)).hasValueSatisfying(seen -> {
            assertThat(seen.system()).isEqualTo("Simulated Linux 1");
            assertThat(seen.fileSystems())
                    .singleElement()
                    .satisfies(fs -> assertThat(fs.percent()).isEqualTo(25));
        });
        world.machine.virsh().destroy(vm.value());
        VmWorld.await().until(() -> guests.of(vm, world.actor).isEmpty());
    }

    @Test
    void isSaidOnlyToThoseWhoSeeTheVm() {
        var vm = reporting("web-1");

        assertThat(guests.of(vm, world.member("vic", Role.PROJECT_VIEWER))).isPresent();
        try (var others = new VmWorld(beans)) {
            assertThatThrownBy(() -> guests.of(vm, others.actor)).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void isNewsOnlyWhereMoreChangesThanAFewBytes() {
        var vm = reporting("web-1");
        var since = Instant.EPOCH;

        assertThat(rows.keep(vm, since, using(GIB / 2))).isTrue();
        assertThat(rows.keep(vm, since, using(GIB / 2 + 4096))).isFalse();
        assertThat(rows.keep(vm, since, using(GIB / 20 * 19))).isTrue();
        assertThat(guests.of(vm, world.actor))
                .hasValueSatisfying(seen ->
                        assertThat(seen.fileSystems().getFirst().isNearlyFull()).isTrue());
    }

    @Test
    void whatAHostileGuestSaysIsCutToWhatCanBeShown() {
        var vm = reporting("web-1");
        var many = IntStream.range(0, 1000)
                .mapToObj(i -> new FileSystem("/" + i, "x".repeat(1000), -1, Long.MAX_VALUE))
                .toList();
        var report = new GuestReport("a\n\u202eb", "😀".repeat(500), many, List.of("ada", "ada", "\u0000"));

        rows.keep(vm, Instant.EPOCH, report);

        assertThat(guests.of(vm, world.actor)).hasValueSatisfying(seen -> {
            assertThat(seen.hostName()).isEqualTo("a b");
            assertThat(seen.system()).hasSizeLessThanOrEqualTo(120);
            assertThat(seen.fileSystems()).hasSize(32).allSatisfy(fs -> {
                assertThat(fs.usedBytes()).isZero();
                assertThat(fs.type()).hasSize(120);
            });
            assertThat(seen.users()).containsExactly("ada");
        });
    }

    private VmId reporting(String name) {
        var vm = world.running(name);
        VmWorld.await().until(() -> guests.of(vm, world.actor).isPresent());
        return vm;
    }

    private static GuestReport using(long bytes) {
        return new GuestReport("web-1", "Debian", List.of(new FileSystem("/", "ext4", bytes, GIB)), List.of());
    }
}

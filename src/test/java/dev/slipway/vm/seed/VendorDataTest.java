package dev.slipway.vm.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.state.VmStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What guests are told besides what their owners want. */
@SlipwayTest
class VendorDataTest {
    private static final String TEXT = "#cloud-config\nntp: {enabled: true}\n";

    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private VendorData vendorData;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        vendorData = world.bean(VendorData.class);
    }

    @AfterEach
    void leave() {
        vendorData.clear(VmWorld.SYSTEM);
        world.close();
    }

    @Test
    void isInTheSeedOfEveryNewVm() {
        var before = seedOf(world.running("before"));
        vendorData.set(TEXT, VmWorld.SYSTEM);
        var told = seedOf(world.running("told"));
        vendorData.clear(VmWorld.SYSTEM);
        var after = seedOf(world.running("after"));

        assertThat(before.files()).doesNotContainKey("vendor-data");
        assertThat(told.files()).containsEntry("vendor-data", TEXT);
        assertThat(after.files()).doesNotContainKey("vendor-data");
        assertThat(vendorData.text(VmWorld.SYSTEM)).isEmpty();
    }

    @Test
    void refusesWhatCloudInitCannotUse() {
        assertThatThrownBy(() -> vendorData.set("ntp: {}", VmWorld.SYSTEM))
                .isInstanceOfSatisfying(InvalidRequest.class, p -> {
                    assertThat(p.field()).isEqualTo("text");
                    assertThat(p.sentence()).startsWith("Vendor data begins with");
                });
        assertThat(vendorData.text(VmWorld.SYSTEM)).isEmpty();
    }

    @Test
    void isForAdministrators() {
        var manager = world.member("eva", Role.PROJECT_MANAGER);

        assertThatThrownBy(() -> vendorData.text(manager)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> vendorData.set(TEXT, manager)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> vendorData.clear(manager)).isInstanceOf(Forbidden.class);
    }

    /** As it is written now; the host was given exactly that many bytes at the launch a moment ago. */
    private IsoReader seedOf(VmId vm) {
        var iso =
                world.bean(Seeds.class).write(world.bean(VmStore.class).find(vm).orElseThrow());
        var volume = new VolumeRef(world.host.pool(), "vm-" + vm + "-seed.iso");
        assertThat(world.machine.uploaded(volume).orElseThrow().bytes()).isEqualTo(iso.length);
        return IsoReader.read(iso);
    }
}

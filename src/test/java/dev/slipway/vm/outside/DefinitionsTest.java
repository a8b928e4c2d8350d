package dev.slipway.vm.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.identity.Role;
import dev.slipway.kernel.NotFound;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmWorld;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What hosts have written down of VMs. */
@SlipwayTest
class DefinitionsTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private Definitions definitions;
    private DefinitionRows rows;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        definitions = world.bean(Definitions.class);
        rows = world.bean(DefinitionRows.class);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void isSeenByItselfOnceTheVmIsThere() {
        var vm = world.running("web-1");

        VmWorld.await()
                .untilAsserted(() -> assertThat(definitions.of(vm, world.actor))
                        .singleElement()
                        .satisfies(seen -> assertThat(seen.xml()).contains(vm.toString())));
    }

    @Test
    void isKeptWhereItDiffersFromTheOneBefore() {
        var vm = world.running("web-1");
        VmWorld.await().until(() -> !definitions.of(vm, world.actor).isEmpty());

        rows.keep(vm, "<domain>ü</domain>");
        rows.keep(vm, "<domain>ü</domain>");

        // Its host may be looked at meanwhile, which finds what it finds.
        assertThat(definitions.of(vm, world.actor))
                .extracting(SeenDefinition::xml)
                .containsOnlyOnce("<domain>ü</domain>");
    }

    /** A VM may have been handed over, and its title names whose it was when it was defined. */
    @Test
    void saysNothingOfWhoseItWas() {
        var vm = world.running("web-1");

        rows.keep(
                vm,
                "<domain>\n  <title>Acme / web-1</title>\n  <description>for\nAcme</description>\n  <vcpu>1</vcpu>\n</domain>");

        assertThat(definitions.of(vm, world.actor))
                .extracting(SeenDefinition::xml)
                .contains("<domain>\n  <vcpu>1</vcpu>\n</domain>")
                .noneMatch(xml -> xml.contains("Acme"));
    }

    @Test
    void theLastTenAreKeptAndGoWithTheVm() {
        var vm = world.running("web-1");
        IntStream.range(0, 15).forEach(i -> rows.keep(vm, "<domain>" + i + "</domain>"));

        assertThat(definitions.of(vm, world.actor)).hasSize(10);
        world.ended(world.deletions.forGood(vm, world.actor));
        assertThat(world.bean(JdbcTemplate.class)
                        .queryForObject(
                                "select count(*) from vm_definition where vm_id = ?", Integer.class, vm.value()))
                .isZero();
        rows.keep(vm, "<domain>late</domain>");
    }

    @Test
    void isForWhoeverSeesTheVm() {
        var vm = world.running("web-1");

        assertThat(definitions.of(vm, world.member("vic", Role.PROJECT_VIEWER))).isNotNull();
        try (var others = new VmWorld(beans)) {
            assertThatThrownBy(() -> definitions.of(vm, others.actor)).isInstanceOf(NotFound.class);
        }
    }
}

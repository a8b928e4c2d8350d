package dev.slipway.vm.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.audit.AuditTrail;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.JdbcTemplate;

/** New passwords for whoever has lost the way into a guest. */
@SlipwayTest
class GuestPasswordsTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private GuestPasswords passwords;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        passwords = world.bean(GuestPasswords.class);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void theGuestIsToldWhatIsShownOnceAndNobodyKeepsIt() {
        var vm = world.running("web-1");

        var made = passwords.set(vm, Optional.of("root"), world.actor);

        assertThat(world.ended(made.operation()).state()).isEqualTo(OperationState.DONE);
        assertThat(made.password()).hasSizeGreaterThan(15);
        assertThat(world.machine.guests().password(vm.value(), "root")).contains(made.password());
        assertThat(made.toString()).doesNotContain(made.password());
        assertThat(pending(vm)).isEmpty();
        assertThat(beans.getBean(AuditTrail.class)
                        .ofTarget(vm.value(), world.view(vm).scope(), PageRequest.of(0, 20), world.actor)
                        .getContent()
                        .toString())
                .contains("vm.set-password", "account root")
                .doesNotContain(made.password());
    }

    @Test
    void eachOneIsAnotherAndTheLastCounts() {
        var vm = world.running("web-1");

        var first = passwords.set(vm, Optional.of("root"), world.actor);
        world.ended(first.operation());
        var second = passwords.set(vm, Optional.of("root"), world.actor);
        world.ended(second.operation());

        assertThat(second.password()).isNotEqualTo(first.password());
        assertThat(world.machine.guests().password(vm.value(), "root")).contains(second.password());
    }

    @Test
    void theUsualAccountIsTheOneOfTheImage() {
        var vm = world.running("web-1");
        var usual = world.view(vm).defaultUser();
        world.machine.guests().withAccounts(usual);

        var made = passwords.set(vm, Optional.empty(), world.actor);

        assertThat(made.account()).isEqualTo(usual);
        assertThat(world.ended(made.operation()).state()).isEqualTo(OperationState.DONE);
    }

    @Test
    void itIsSealedWhileItIsOnItsWay() {
        var vm = world.running("web-1");
        world.machine.fail(SimulatedCall.SET_PASSWORD, Fault.busy().always());

        var made = passwords.set(vm, Optional.of("root"), world.actor);

        assertThat(pending(vm))
                .singleElement()
                .satisfies(kept -> assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                        .doesNotContain(made.password()));
        world.machine.recover();
        assertThat(world.ended(made.operation()).state()).isEqualTo(OperationState.DONE);
        assertThat(pending(vm)).isEmpty();
    }

    @Test
    void whatTheGuestDoesNotTakeIsSaid() {
        var vm = world.running("web-1");

        var unknown = world.ended(
                passwords.set(vm, Optional.of("nobody-here"), world.actor).operation());
        world.machine.guests().withAgents(false);
        var deaf =
                world.ended(passwords.set(vm, Optional.of("root"), world.actor).operation());

        assertThat(unknown.state()).isEqualTo(OperationState.FAILED);
        assertThat(unknown.problem().orElseThrow()).contains("account nobody-here");
        assertThat(deaf.problem().orElseThrow()).contains("agent does not answer");
        assertThat(pending(vm)).isEmpty();
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
    }

    @Test
    void onlyWhatRunsCanBeTold() {
        var vm = world.running("web-1");
        world.ended(world.vms.pause(vm, world.actor));

        refused("vm-paused", () -> passwords.set(vm, Optional.of("root"), world.actor));
        world.ended(world.vms.forceOff(vm, world.actor));
        refused("vm-off", () -> passwords.set(vm, Optional.of("root"), world.actor));
        assertThat(world.view(vm).refusedActions()).containsKey(VmAction.SET_PASSWORD);
    }

    @Test
    void anAccountIsCalledAsAccountsAre() {
        var vm = world.running("web-1");

        for (var name : List.of("", "-x", "a b", "root:0", "a\nroot", "é", "x".repeat(33))) {
            refused("bad-account", () -> passwords.set(vm, Optional.of(name), world.actor));
        }
        assertThat(world.view(vm).refusedActions()).doesNotContainKey(VmAction.SET_PASSWORD);
    }

    @Test
    void isForThoseWhoWorkWithIt() {
        var vm = world.running("web-1");

        assertThatThrownBy(() -> passwords.set(vm, Optional.of("root"), world.member("vic", Role.PROJECT_VIEWER)))
                .isInstanceOf(Forbidden.class);
        try (var others = new VmWorld(beans)) {
            assertThatThrownBy(() -> passwords.set(vm, Optional.of("root"), others.actor))
                    .isInstanceOf(NotFound.class);
        }
    }

    private List<byte[]> pending(VmId vm) {
        return beans.getBean(JdbcTemplate.class)
                .queryForList("select sealed from vm_password where vm_id = ?", byte[].class, vm.value());
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}

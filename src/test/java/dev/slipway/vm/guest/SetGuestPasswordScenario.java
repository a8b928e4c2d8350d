package dev.slipway.vm.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OperationId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.state.Verb;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** An account in a running guest gets a password. However it ends, the portal has forgotten it. */
@Component
class SetGuestPasswordScenario implements WorkflowScenario {
    private static final String ACCOUNT = "root";

    private final ScenarioWorld worlds;

    SetGuestPasswordScenario(ScenarioWorld worlds) {
        this.worlds = worlds;
    }

    @Override
    public String kind() {
        return Verb.SET_PASSWORD.kind();
    }

    @Override
    public Trial prepare() {
        var world = worlds.get();
        var vm = world.running(ScenarioWorld.freshName());
        return new Trial() {
            private Optional<GuestPassword> made = Optional.empty();

            @Override
            public OperationId submit() {
                made = Optional.of(world.bean(GuestPasswords.class).set(vm, Optional.of(ACCOUNT), world.actor));
                return made.get().operation();
            }

            @Override
            public void everythingIsDone() {
                assertThat(world.machine.guests().password(vm.value(), ACCOUNT))
                        .isEqualTo(made.map(GuestPassword::password));
                isAsBefore();
            }

            @Override
            public void nothingIsLeft(String failedStep) {
                isAsBefore();
            }

            private void isAsBefore() {
                assertThat(world.bean(JdbcTemplate.class)
                                .queryForObject(
                                        "select count(*) from vm_password where vm_id = ?", Integer.class, vm.value()))
                        .isZero();
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
                world.assertUsed(1, 1);
            }

            @Override
            public void close() {
                world.ended(world.deletions.forGood(vm, world.actor));
                world.assertNothingOnHost(vm);
            }
        };
    }
}

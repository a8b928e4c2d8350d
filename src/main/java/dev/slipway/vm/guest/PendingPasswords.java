package dev.slipway.vm.guest;

import dev.slipway.identity.SecretSeal;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.VmId;
import java.nio.charset.StandardCharsets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Passwords on their way into guests: sealed, bound to their VM, and forgotten as soon as it has been told, or could not be. */
@Component
class PendingPasswords {
    private final JdbcClient jdbc;
    private final SecretSeal seal;

    PendingPasswords(JdbcClient jdbc, SecretSeal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    /** In the transaction that begins to tell it. */
    void put(VmId vm, String password) {
        jdbc.sql(
                        "insert into vm_password (vm_id, sealed) values (?, ?) on duplicate key update sealed = values(sealed)")
                .params(vm.value(), seal.seal(password.getBytes(StandardCharsets.UTF_8), vm.value()))
                .update();
    }

    /** @throws Conflict {@code password-gone} if none is on its way */
    String get(VmId vm) {
        return jdbc.sql("select sealed from vm_password where vm_id = ?")
                .param(vm.value())
                .query((row, n) -> row.getBytes(1))
                .optional()
                .map(kept -> new String(seal.open(kept, vm.value()), StandardCharsets.UTF_8))
                .orElseThrow(() -> new Conflict("password-gone", "That password is not known any more. Set another."));
    }

    void forget(VmId vm) {
        jdbc.sql("delete from vm_password where vm_id = ?").param(vm.value()).update();
    }
}
